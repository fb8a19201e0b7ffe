package stockchart.feed;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import stockchart.hub.Demand;
import stockchart.hub.FeedLease;
import stockchart.hub.FeedStatus;
import stockchart.hub.TradeSink;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.text.VisibleText;

/**
 * Keeps one connection to Finnhub alive: dials, requests what is demanded, detects the end or the silence of a connection, and
 * reconnects after a growing, jittered wait. There is never a second connection: the old one is closed before the next is dialled,
 * and there is none at all while another server has the {@linkplain FeedLease right} to it.
 *
 * <p>Whatever throws or hangs, the periodic step continues: a connection keeps its own result, and each step reads it. Signals only
 * make the next step run sooner.
 *
 * <p>State is <b>confined</b> to the lane; the public methods only enqueue.
 */
final class FeedConnector implements Demand.Listener {
    private static final Logger LOG = System.getLogger(FeedConnector.class.getName());
    /** How much longer than a handshake dialling may take before it counts as hanging. */
    static final Duration DIAL_MARGIN = Duration.ofSeconds(10);
    private static final long REMINDER = TimeUnit.MINUTES.toNanos(1);

    private final TradeSink sink;
    private final Demand demand;
    private final FeedLease lease;
    private final FeedDialer dialer;
    private final FeedSettings settings;
    private final Environment environment;
    private final FeedCounters counters;
    private final Runnable stepping;
    private final Runnable syncing;
    private volatile boolean stopped;
    /** When the periodic step was last completed, on the monotonic clock. */
    private volatile long stepped;

    /** The present connection, dialled or open; null between two. Written on the lane, read by {@link #stop} as well. */
    private volatile FeedConnection current;
    private boolean open;
    /** When the present connection was dialled. */
    private long dialled;
    /** The state published last. Clients may see another one while this lane makes no progress. */
    private volatile FeedStatus.State state = FeedStatus.State.CONNECTING;
    private int failures;
    private boolean refused;
    /** Whether another server may have the connection; it publishes the feed's state then. */
    private boolean isWithoutLease;
    private long nextAttempt;
    private long lastReminder;

    FeedConnector(TradeSink sink, Demand demand, FeedLease lease, FeedDialer dialer, FeedSettings settings,
            Environment environment) {
        this.sink = sink;
        this.demand = demand;
        this.lease = lease;
        this.dialer = dialer;
        this.settings = settings;
        this.environment = environment;
        this.counters = new FeedCounters(environment.clock());
        this.nextAttempt = environment.nanoTime().getAsLong();
        this.lastReminder = nextAttempt - REMINDER;
        this.stepped = nextAttempt;
        this.stepping = environment.lane().coalescing(this::step);
        this.syncing = environment.lane().coalescing(this::sync);
    }

    /** The periodic step, about five times a second. */
    void tick() {
        if (!stopped) {
            stepping.run();
        }
        // There may have been no thread for this or an earlier event.
        environment.lane().resume();
    }

    /** Another server may have the connection now, or this one has the right to it. */
    void leaseChanged() {
        if (!stopped) {
            stepping.run();
        }
    }

    @Override
    public void demandChanged() {
        if (!stopped) {
            syncing.run();
        }
    }

    /** Ends the connection and dials no more. Returns when the socket is closed. */
    void stop() {
        stopped = true;
        FeedConnection last = current;
        if (last != null) {
            last.end();
        }
        lease.stopped();
    }

    FeedCounters counters() {
        return counters;
    }

    /** How long ago the periodic step was last completed, in nanoseconds; 0 once stopped. */
    long stalledFor(long now) {
        return stopped ? 0 : Math.max(0, now - stepped);
    }

    private void sync() {
        if (open) {
            current.sync();
        }
    }

    private void step() {
        FeedConnection present = current;
        if (stopped) {
            return;
        }
        boolean isMine = lease.isMine();
        if (isMine && isWithoutLease) {
            begin();
        }
        if (!isMine) {
            leave(present);
        } else if (present == null) {
            if (environment.nanoTime().getAsLong() - nextAttempt >= 0) {
                dial();
            } else {
                // It may not have been published when the last connection was lost.
                publishState();
            }
        } else if (open) {
            use(present);
        } else {
            check(present);
        }
        stepped = environment.nanoTime().getAsLong();
    }

    /** What the connection still receives is not passed on from the moment at which the lease is over. */
    private void leave(FeedConnection present) {
        isWithoutLease = true;
        if (present != null) {
            present.end();
            current = null;
            open = false;
            LOG.log(Level.INFO, "The connection to Finnhub is closed, because another server may open its own");
        }
        lease.closed();
    }

    /** This step dials. */
    private void begin() {
        sink.publish(new FeedStatus(FeedStatus.State.CONNECTING, settings.simulated(), environment.clock().millis()));
        state = FeedStatus.State.CONNECTING;
        failures = 0;
        refused = false;
        nextAttempt = environment.nanoTime().getAsLong();
        isWithoutLease = false;
    }

    private void use(FeedConnection connection) {
        Optional<String> trouble = connection.check(settings.silence());
        if (trouble.isPresent()) {
            lost(connection, trouble.get());
        } else if (state != FeedStatus.State.LIVE) {
            connection.sync();
        }
    }

    private void dial() {
        dialled = environment.nanoTime().getAsLong();
        FeedConnection attempt = new FeedConnection(sink, demand, lease, counters, environment.nanoTime(), stepping);
        current = attempt;
        if (stopped) {
            // {@link #stop} may have read the present connection just before.
            attempt.end();
            return;
        }
        try {
            // Beside the lane, because it waits for the network.
            environment.dialling().execute(() -> attempt.dial(dialer));
        } catch (Throwable noThread) {
            failed(attempt, noThread);
        }
    }

    /** Reads the result of an attempt. A handshake has its own deadline; an attempt that takes much longer hangs elsewhere. */
    private void check(FeedConnection attempt) {
        long waited = environment.nanoTime().getAsLong() - dialled;
        if (attempt.failure().isPresent()) {
            failed(attempt, attempt.failure().get());
        } else if (attempt.closeReason().isPresent()) {
            lost(attempt, attempt.closeReason().get());
        } else if (attempt.isDialled()) {
            opened(attempt);
        } else if (waited > settings.connectTimeout().plus(DIAL_MARGIN).toNanos()) {
            failed(attempt, new IOException("dialling has not come back in " + TimeUnit.NANOSECONDS.toSeconds(waited) + " s"));
        }
    }

    private void opened(FeedConnection connection) {
        try {
            open = true;
            Runnable onLane = environment.lane().coalescing(() -> synced(connection));
            connection.open(() -> {
                if (state != FeedStatus.State.LIVE) {
                    onLane.run();
                }
            });
            connection.sync();
        } catch (Throwable mistake) {
            lost(connection, "it could not be used: " + mistake);
        }
    }

    /** Everything in demand was requested: only now are prices to be expected. */
    private void synced(FeedConnection connection) {
        if (connection == current && open && state != FeedStatus.State.LIVE) {
            refused = false;
            publishState(FeedStatus.State.LIVE);
            LOG.log(Level.INFO, "The feed is live");
        }
    }

    private void failed(FeedConnection connection, Throwable failure) {
        if (connection == current) {
            connection.end();
            refused = failure instanceof FeedDialer.KeyRefusedException;
            // A message that is not the dialler's own may contain anything, the address with the key included.
            scheduleReconnect(failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.getClass().getName());
        }
    }

    private void lost(FeedConnection connection, String reason) {
        if (connection == current) {
            connection.end();
            failures = connection.hasReceived() ? -1 : failures;
            refused = false;
            scheduleReconnect("the connection was lost: " + reason);
        }
    }

    /** Schedules the next attempt. Only received traffic resets the failure count, so accept-and-close counts as a failure too. */
    private void scheduleReconnect(String reason) {
        current = null;
        open = false;
        failures++;
        double share = environment.random().getAsDouble();
        Duration wait = refused ? Backoff.afterRefusal(share) : Backoff.afterFailures(failures, share);
        nextAttempt = environment.nanoTime().getAsLong() + wait.toNanos();
        boolean changed = publishState();
        log(reason, wait, changed);
    }

    private boolean publishState() {
        FeedStatus.State failing = failures > settings.patience() ? FeedStatus.State.DOWN : FeedStatus.State.CONNECTING;
        return publishState(refused ? FeedStatus.State.REFUSED : failing);
    }

    /** A state that cannot be published does not count as published: it is tried again with the next step. */
    private boolean publishState(FeedStatus.State next) {
        boolean changed = state != next;
        if (changed) {
            sink.publish(new FeedStatus(next, settings.simulated(), environment.clock().millis()));
            state = next;
        }
        return changed;
    }

    /** Logs a change of state at once and a lasting failure once a minute; single attempts only at debug level. */
    private void log(String reason, Duration wait, boolean changed) {
        long now = environment.nanoTime().getAsLong();
        boolean remind = failures > settings.patience() && now - lastReminder >= REMINDER;
        Level level = changed || remind ? Level.WARNING : Level.DEBUG;
        lastReminder = level == Level.WARNING ? now : lastReminder;
        LOG.log(level, "The feed is {0}: {1}; {2} failed in a row, next attempt in {3} ms",
                state.word(), VisibleText.of(reason), failures, wait.toMillis());
    }

    /**
     * Time, chance and threads for the feed.
     *
     * @param clock the time of day
     * @param nanoTime the monotonic clock
     * @param random a number from 0 to 1, 1 excluded, a new one on every call
     * @param lane runs the feed's decisions one at a time
     * @param dialling runs what waits for the network
     */
    record Environment(Clock clock, LongSupplier nanoTime, DoubleSupplier random, SerialExecutor lane, Executor dialling) {}
}
