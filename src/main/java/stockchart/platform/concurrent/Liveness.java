package stockchart.platform.concurrent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Decides whether every periodic task still runs: proved by progress, never by the absence of failures. Starts the application's
 * periodic tasks; each schedule checks all the others every time, and so does every {@link #stalled()} call, so one surviving
 * schedule is enough to detect the failure of the others. A schedule that has died is restarted; a step that hangs can only be
 * reported.
 *
 * <p>Any thread. The last result is written under this object's monitor; nothing is called while it is
 * held.
 */
@ApplicationScoped
public class Liveness {
    /**
     * How long a task may make no progress beyond its period. With the slowest check, one a second, a stall is detected within 5 s.
     */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(Liveness.class.getName());
    /** Checks come at least once a second while one periodic task runs; after a longer pause the machine itself stood still. */
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    /** While the server deploys, its threads may be late. */
    private static final long START = Duration.ofSeconds(15).toNanos();

    @Inject
    private ServerThreads server;

    private final LongSupplier nanoTime;
    /** Runs what is periodic. */
    private final Executor threads;
    /** Starts the timer's thread if there is none. */
    private final Runnable revive;
    private final List<PeriodicTask> tasks = new CopyOnWriteArrayList<>();
    private final List<Requirement> requirements = new CopyOnWriteArrayList<>();
    private volatile Runnable onChange = () -> { };
    private volatile long lastLook;
    private volatile long resumed;
    private volatile List<String> found = List.of();
    /** The last result reported to the listener, null if that has failed. */
    private volatile List<String> reported = List.of();

    public Liveness() {
        nanoTime = System::nanoTime;
        threads = task -> server.pool().execute(task);
        revive = () -> server.revive();
        lastLook = nanoTime.getAsLong();
        resumed = lastLook + START;
    }

    /**
     * For tests.
     *
     * @param threads run what is periodic
     * @param nanoTime the monotonic clock, nanoseconds
     */
    Liveness(Executor threads, LongSupplier nanoTime) {
        this.threads = threads;
        this.revive = () -> { };
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        this.resumed = lastLook + START;
    }

    /** Starts a periodic task and watches it until it is stopped. */
    public PeriodicTask start(String name, Runnable step, long everyMillis) {
        return start(server.timer(), name, step, everyMillis);
    }

    /** The same on another timer, for tests. */
    PeriodicTask start(ScheduledExecutorService scheduler, String name, Runnable step, long everyMillis) {
        PeriodicTask task = new PeriodicTask(name, WithoutContextClassLoader.keeping(step), threads, nanoTime);
        task.start(scheduler, everyMillis, new PeriodicTask.VirtualMachine(), this::look);
        tasks.add(task);
        return task;
    }

    /**
     * Counts the application as live only while this makes progress.
     *
     * @param name its name in health and in the log
     * @param limit how long it may make no progress
     * @param stalledFor how long it has made no progress at a time of the monotonic clock, both in nanoseconds; throws nothing
     */
    public void require(String name, Duration limit, LongUnaryOperator stalledFor) {
        requirements.add(new Requirement(name, limit.toNanos(), stalledFor));
    }

    /** Sets the listener called whenever {@link #isLive()} may have changed; called on any thread. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** The names of what makes no progress now; empty if all is well. */
    public List<String> stalled() {
        find(nanoTime.getAsLong());
        return found;
    }

    /** Returns whether nothing was stalled at the last check; returns at once, without a proxy in between. */
    public BooleanSupplier isLive() {
        return () -> found.isEmpty();
    }

    /** How many runs of periodic tasks have failed. */
    public long failures() {
        return tasks.stream().mapToLong(PeriodicTask::failures).sum();
    }

    /** A schedule has run. After a pause of the whole machine all others get their full time again. */
    void look() {
        long now = nanoTime.getAsLong();
        if (now - lastLook > PAUSE) {
            resumed = Math.max(resumed, now);
        }
        lastLook = now;
        find(now);
    }

    private void find(long now) {
        tasks.forEach(PeriodicTask::restartIfDead);
        revive.run();
        long most = now - resumed;
        List<String> stalled = requirements.stream().filter(one -> one.isStalled(now, most)).map(Requirement::name).toList();
        if (isChange(stalled)) {
            report(stalled);
        }
    }

    /** If it fails, the change is reported again at the next check. */
    private void report(List<String> stalled) {
        boolean isReported = false;
        try {
            onChange.run();
            LOG.log(stalled.isEmpty() ? Level.INFO : Level.ERROR, stalled.isEmpty() ? "All periodic work continues"
                    : "Not live: no progress of " + String.join(", ", stalled));
            isReported = true;
        } finally {
            if (!isReported) {
                reported = null;
            }
        }
    }

    private synchronized boolean isChange(List<String> stalled) {
        boolean isChange = !stalled.equals(reported);
        found = stalled;
        reported = stalled;
        return isChange;
    }

    private record Requirement(String name, long limit, LongUnaryOperator stalledFor) {
        /** @param most how long it can have been stalled, nanoseconds */
        boolean isStalled(long now, long most) {
            return most > limit && stalledFor.applyAsLong(now) > limit;
        }
    }
}
