package stockchart.feed;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import stockchart.subscription.DemandListener;
import stockchart.subscription.FeedState;
import stockchart.subscription.FeedStatus;
import stockchart.subscription.Subscriptions;

/**
 * Keeps one connection to Finnhub alive: dials, asks for what is demanded, notices the end or the silence of a connection, and
 * dials again after a growing, jittered wait. There is never a second connection: the old one is closed before the next is dialled.
 *
 * <p>State is <b>confined</b> to the lane; the public methods only enqueue. Events of a connection that is no longer the present
 * one are dropped.
 */
final class FeedConnector implements DemandListener {
    private static final Logger LOG = System.getLogger(FeedConnector.class.getName());
    private static final long REMINDER = TimeUnit.MINUTES.toNanos(1);

    private final Subscriptions registry;
    private final FeedDialer dialer;
    private final FeedSettings settings;
    private final FeedEnvironment environment;
    private final FeedCounters counters;
    private final Runnable stepping;
    private final Runnable syncing;
    private volatile boolean stopped;
    /** When the recurring step last came to its end, on the monotonic clock. */
    private volatile long stepped;

    /** The present connection, dialled or open; null between two. Written on the lane, read once more when stopping. */
    private volatile FeedConnection current;
    private boolean open;
    private int failures;
    private boolean refused;
    private long nextAttempt;
    private long lastReminder;

    FeedConnector(Subscriptions registry, FeedDialer dialer, FeedSettings settings, FeedEnvironment environment) {
        this.registry = registry;
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
        if (open) {
            FeedConnection checked = current;
            checked.check(settings.silence()).ifPresent(reason -> lost(checked, reason));
        } else if (current == null && environment.nanoTime().getAsLong() - nextAttempt >= 0 && !stopped) {
            dial();
        }
        stepped = environment.nanoTime().getAsLong();
    }

    private void dial() {
        FeedConnection attempt = new FeedConnection(registry, counters, environment.nanoTime(),
                (connection, reason) -> environment.lane().execute(() -> lost(connection, reason)));
        current = attempt;
        tell();
        try {
            environment.dialling().execute(() -> connect(attempt));
        } catch (RejectedExecutionException noThread) {
            failed(attempt, noThread);
        }
    }

    /** Runs beside the lane, because it waits for the network. */
    private void connect(FeedConnection attempt) {
        FeedLink link;
        try {
            link = dialer.dial(attempt);
        } catch (IOException | RuntimeException failure) {
            environment.lane().execute(() -> failed(attempt, failure));
            return;
        }
        if (stopped) {
            link.close();
        } else {
            environment.lane().execute(() -> opened(attempt, link));
        }
    }

    private void opened(FeedConnection connection, FeedLink link) {
        if (connection != current || stopped) {
            // It ended, or the application did, before the handshake was reported.
            link.close();
            return;
        }
        open = true;
        connection.open(link, () -> {
            if (registry.status().state() != FeedState.LIVE) {
                environment.lane().execute(() -> calm(connection));
            }
        });
        connection.sync();
    }

    /** Everything in demand was asked for: only now are prices to be expected. */
    private void calm(FeedConnection connection) {
        if (connection == current && registry.status().state() != FeedState.LIVE) {
            refused = false;
            tell(FeedState.LIVE);
            LOG.log(Level.INFO, "The feed is live");
        }
    }

    private void failed(FeedConnection connection, Exception failure) {
        if (connection == current) {
            refused = failure instanceof KeyRefusedException;
            again(String.valueOf(failure.getMessage()));
        }
    }

    private void lost(FeedConnection connection, String reason) {
        if (connection == current) {
            connection.end();
            failures = connection.heard() ? -1 : failures;
            refused = false;
            again("the connection was lost: " + reason);
        }
    }

    /** Waits for the next attempt. Only traffic sets the count of failures back, so accept-and-close is a failure too. */
    private void again(String reason) {
        current = null;
        open = false;
        failures++;
        double share = environment.random().getAsDouble();
        Duration wait = refused ? Backoff.afterRefusal(share) : Backoff.afterFailures(failures, share);
        nextAttempt = environment.nanoTime().getAsLong() + wait.toNanos();
        boolean changed = tell();
        report(reason, wait, changed);
    }

    private boolean tell() {
        return tell(refused ? FeedState.REFUSED : failures > settings.patience() ? FeedState.DOWN : FeedState.CONNECTING);
    }

    private boolean tell(FeedState state) {
        boolean changed = registry.status().state() != state;
        if (changed) {
            registry.publish(new FeedStatus(state, settings.simulated(), environment.clock().millis()));
        }
        return changed;
    }

    /** Says a change of state at once, and that it lasts once a minute; each attempt only to who is looking for it. */
    private void report(String reason, Duration wait, boolean changed) {
        long now = environment.nanoTime().getAsLong();
        boolean remind = failures > settings.patience() && now - lastReminder >= REMINDER;
        Level level = changed || remind ? Level.WARNING : Level.DEBUG;
        lastReminder = level == Level.WARNING ? now : lastReminder;
        LOG.log(level, "The feed is {0}: {1}; {2} failed in a row, next attempt in {3} ms",
                registry.status().state().word(), reason, failures, wait.toMillis());
    }
}
