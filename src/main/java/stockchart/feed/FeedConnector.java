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
import stockchart.hub.FeedStatus;
import stockchart.hub.TradeSink;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.text.VisibleText;

/**
 * Keeps one connection to Finnhub alive: dials, asks for what is demanded, notices the end or the silence of a connection, and
 * dials again after a growing, jittered wait. There is never a second connection: the old one is closed before the next is dialled.
 *
 * <p>Whatever throws or hangs, the recurring step goes on: a connection keeps what has become of it, and each step looks. Being told
 * only makes the next step come sooner.
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
    private final FeedDialer dialer;
    private final FeedSettings settings;
    private final Environment environment;
    private final FeedCounters counters;
    private final Runnable stepping;
    private final Runnable syncing;
    private volatile boolean stopped;
    /** When the recurring step last came to its end, on the monotonic clock. */
    private volatile long stepped;

    /** The present connection, dialled or open; null between two. Written on the lane, read once more when stopping. */
    private volatile FeedConnection current;
    private boolean open;
    /** When the present connection was dialled. */
    private long dialled;
    /** What was published last. Clients may be shown another one while this lane is not known to make progress. */
    private volatile FeedStatus.State state = FeedStatus.State.CONNECTING;
    private int failures;
    private boolean refused;
    private long nextAttempt;
    private long lastReminder;

    FeedConnector(TradeSink sink, Demand demand, FeedDialer dialer, FeedSettings settings, Environment environment) {
        this.sink = sink;
        this.demand = demand;
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

    /** The recurring step, about ten times a second. */
    void tick() {
        if (!stopped) {
            stepping.run();
        }
        // There may have been no thread for this or an earlier event.
        environment.lane().resume();
    }

    @Override
    public void demandChanged() {
        if (!stopped) {
            syncing.run();
        }
    }

    /** Ends the connection and dials no more. Returns when the socket was given back. */
    void stop() {
        stopped = true;
        FeedConnection last = current;
        if (last != null) {
            last.end();
        }
    }

    FeedCounters counters() {
        return counters;
    }

    /** How long the recurring step has not come to its end, in nanoseconds; 0 once stopped. */
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
        if (present == null) {
            if (environment.nanoTime().getAsLong() - nextAttempt >= 0) {
                dial();
            }
        } else if (open) {
            use(present);
        } else {
            look(present);
        }
        stepped = environment.nanoTime().getAsLong();
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
        FeedConnection attempt = new FeedConnection(sink, demand, counters, environment.nanoTime(), stepping);
        current = attempt;
        if (stopped) {
            // Who stops may have looked for a connection just before.
            attempt.end();
            return;
        }
        try {
            publishState();
            // Beside the lane, because it waits for the network.
            environment.dialling().execute(() -> attempt.dial(dialer));
        } catch (Throwable noThread) {
            failed(attempt, noThread);
        }
    }

    /** Looks what has become of an attempt. A handshake has its own deadline; what is not back long after it hangs elsewhere. */
    private void look(FeedConnection attempt) {
        long waited = environment.nanoTime().getAsLong() - dialled;
        if (attempt.failure().isPresent()) {
            failed(attempt, attempt.failure().get());
        } else if (attempt.over().isPresent()) {
            lost(attempt, attempt.over().get());
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

    /** Everything in demand was asked for: only now are prices to be expected. */
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
            // What is not the dialler's own may say anything, the address with the key included.
            scheduleReconnect(failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.getClass().getName());
        }
    }

    private void lost(FeedConnection connection, String reason) {
        if (connection == current) {
            connection.end();
            failures = connection.heard() ? -1 : failures;
            refused = false;
            scheduleReconnect("the connection was lost: " + reason);
        }
    }

    /** Waits for the next attempt. Only traffic sets the count of failures back, so accept-and-close is a failure too. */
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
        return publishState(refused ? FeedStatus.State.REFUSED : failures > settings.patience() ? FeedStatus.State.DOWN : FeedStatus.State.CONNECTING);
    }

    private boolean publishState(FeedStatus.State next) {
        boolean changed = state != next;
        if (changed) {
            state = next;
            sink.publish(new FeedStatus(next, settings.simulated(), environment.clock().millis()));
        }
        return changed;
    }

    /** Says a change of state at once, and that it lasts once a minute; each attempt only to who is looking for it. */
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
     * @param random a number from 0 to 1, 1 excluded, another on every call
     * @param lane runs the feed's decisions one at a time
     * @param dialling runs what has to wait for the network
     */
    record Environment(Clock clock, LongSupplier nanoTime, DoubleSupplier random, SerialExecutor lane, Executor dialling) {}
}
