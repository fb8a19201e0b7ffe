package stockchart.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import stockchart.cluster.redis.ClusterStore;
import stockchart.cluster.redis.RedisAccess;
import stockchart.cluster.redis.RedisAddress;
import stockchart.cluster.redis.RedisClusterStore;
import stockchart.cluster.redis.RedisLink;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.FaultProxy;

/**
 * One server of a cluster: the product's hub and node on threads of their own, on a real Redis behind a proxy, and a feed that does
 * what the product's does. A client watches some symbols.
 */
final class HubRig implements AutoCloseable {
    static final int SLOTS = 3;
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(2));
    /** All trades of a test. */
    private static final int TAPE = 500_000;
    /** A number that no entry of a log has. */
    private static final Long BEYOND = 1L << 50;
    private static final long STEP_MILLIS = 5;
    private static final long REDIAL_MILLIS = 250;

    final String name;
    final FaultProxy proxy;
    final Subscriptions hub;
    private final HubNode node;
    private final SoleFinnhub finnhub;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cluster-hub");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledExecutorService steps = Executors.newScheduledThreadPool(3);
    private final Map<Symbol, Subscription> watched = new HashMap<>();
    private final Client client = new Client();
    /** Guarded by this object's monitor, as are the next three; null while there is none. */
    private SoleFinnhub.Connection connection;
    private boolean isLive;
    private boolean isOver;
    private long nextDial;
    private volatile boolean isFrozen;
    private volatile boolean isStale;

    private static final class Client implements Subscriber {
        @Override
        public String address() {
            return "10.0.0.1";
        }

        @Override
        public void changed() {
            // The test looks by itself.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            // As above.
        }
    }

    /**
     * @param address of Redis as in the settings, with {@code %d} for the port
     * @param port where that is, before which the server's proxy stands
     */
    HubRig(String name, String address, int port, String cluster, SoleFinnhub finnhub, String key) {
        this.name = name;
        this.finnhub = finnhub;
        this.proxy = new FaultProxy(port);
        RedisAccess access = new RedisAccess(RedisAddress.parse(address.formatted(proxy.port())).orElseThrow());
        hub = new Subscriptions(new SubscriptionSettings(SLOTS, Duration.ofMillis(500), 100, TAPE, 10),
                new FeedStatus(FeedStatus.State.CONNECTING, false, System.currentTimeMillis()), Clock.systemUTC(), System::nanoTime,
                threads, 1);
        node = new HubNode(new HubNode.Parts(name, new World(1, key, SLOTS), TIMING,
                purpose -> thatMayBeStale(new RedisClusterStore(new RedisLink(access, name + "-" + purpose, System::nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble()), cluster)),
                Clock.systemUTC(), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), client -> client),
                hub.node(), hub, hub);
        hub.register(client);
        node.start(threads);
        steps.scheduleWithFixedDelay(this::feed, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
        steps.scheduleWithFixedDelay(node::step, STEP_MILLIS, 4 * STEP_MILLIS, TimeUnit.MILLISECONDS);
        steps.scheduleWithFixedDelay(hub::sweep, STEP_MILLIS, 4 * STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A store whose log has no new entries while it is stale, which another connection ends. */
    private ClusterStore thatMayBeStale(ClusterStore store) {
        return (ClusterStore) Proxy.newProxyInstance(ClusterStore.class.getClassLoader(), new Class<?>[] {ClusterStore.class},
                (proxy, method, arguments) -> {
                    isStale &= !method.getName().equals("disconnect");
                    if (isStale && method.getName().equals("log")) {
                        arguments[0] = BEYOND;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    /** The log that it reads has no new entries until it makes another connection. */
    void readStaleLog() {
        isStale = true;
    }

    HubNode node() {
        return node;
    }

    void watch(Symbol symbol) {
        watched.computeIfAbsent(symbol, any -> hub.subscribe(client, symbol));
    }

    void unwatch(Symbol symbol) {
        Optional.ofNullable(watched.remove(symbol)).ifPresent(hub::unsubscribe);
    }

    Subscription watched(Symbol symbol) {
        return watched.get(symbol);
    }

    synchronized boolean isLive() {
        return isLive && node.feed().isMine();
    }

    /** The feed's step, as the product's {@code FeedConnector} makes it. */
    private synchronized void feed() {
        long now = System.currentTimeMillis();
        if (isOver || isFrozen) {
            return;
        }
        if (!node.feed().isMine()) {
            hangUp();
            node.feed().closed();
        } else if (connection == null) {
            if (now >= nextDial) {
                node.feed().publish(new FeedStatus(FeedStatus.State.CONNECTING, false, now));
                connection = finnhub.connect();
            }
        } else {
            connection.subscribe(node.feed().demandedSymbols());
            Optional<List<SymbolTrade>> received = connection.receive();
            if (received.isEmpty()) {
                node.feed().publish(new FeedStatus(FeedStatus.State.DOWN, false, now));
                hangUp();
                nextDial = now + REDIAL_MILLIS;
            } else {
                if (!isLive) {
                    isLive = true;
                    node.feed().publish(new FeedStatus(FeedStatus.State.LIVE, false, now));
                }
                received.filter(trades -> !trades.isEmpty()).ifPresent(trades -> node.feed().publish(trades));
            }
        }
    }

    private void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
            isLive = false;
        }
    }

    /** The process stands still, with its connection open. Its other threads have nothing to do with Finnhub. */
    void freeze() {
        isFrozen = true;
        proxy.hold();
    }

    void thaw() {
        isFrozen = false;
        proxy.release();
    }

    /** The process is to end, and still serves its clients. */
    void leave() {
        node.leave();
    }

    /** The application is stopped in order: the feed first. */
    void stop() throws InterruptedException {
        synchronized (this) {
            isOver = true;
            hangUp();
            node.feed().stopped();
        }
        node.stop(Duration.ofSeconds(10));
        close();
    }

    /** The process is killed; its system closes its connections. */
    @Override
    public void close() {
        synchronized (this) {
            isOver = true;
            hangUp();
        }
        proxy.close();
        steps.shutdownNow();
        threads.shutdownNow();
    }
}
