package stockchart.platform.concurrent;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Whether everything that has to recur does: proved by progress, never by the absence of failures. Starts the application's periodic
 * tasks; each schedule, every time, looks after all the others, and so does every {@link #stalled()} question, so one survivor is
 * enough to notice. A schedule that has died is begun again; a step that hangs can only be reported.
 *
 * <p>Any thread. What was found last is <b>guarded</b> by this object's monitor; nothing is called while it is held.
 */
@ApplicationScoped
public class Liveness {
    /** How long something may make no progress beyond its period. With the slowest look, one a second, it is noticed within 5 s. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(Liveness.class.getName());
    /** Looks come at least once a second while one periodic task runs; after a longer pause the machine itself stood still. */
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    /** While the server deploys, its threads may come late. */
    private static final long START = Duration.ofSeconds(15).toNanos();

    @Resource
    private ManagedExecutorService executor;

    private final LongSupplier nanoTime;
    /** Runs what is periodic. */
    private final Executor threads;
    private final List<PeriodicTask> tasks = new CopyOnWriteArrayList<>();
    private final List<Requirement> requirements = new CopyOnWriteArrayList<>();
    private volatile Runnable onChange = () -> { };
    private volatile long lastLook;
    private volatile long resumed;
    private volatile List<String> found = List.of();

    public Liveness() {
        nanoTime = System::nanoTime;
        threads = WithoutContextClassLoader.around(task -> executor.execute(task));
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
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        this.resumed = lastLook + START;
    }

    /** Starts a periodic task that is looked after until it is stopped. */
    public PeriodicTask start(ScheduledExecutorService scheduler, String name, Runnable step, long everyMillis) {
        PeriodicTask task = new PeriodicTask(name, WithoutContextClassLoader.keeping(step), threads, nanoTime);
        task.start(scheduler, everyMillis, new PeriodicTask.VirtualMachine(), this::look);
        tasks.add(task);
        return task;
    }

    /**
     * Counts the application as live only while something makes progress.
     *
     * @param name what health and the log call it
     * @param limit how long it may make none
     * @param stalledFor how long it has made none at a time of the monotonic clock, both in nanoseconds; throws nothing
     */
    public void require(String name, Duration limit, LongUnaryOperator stalledFor) {
        requirements.add(new Requirement(name, limit.toNanos(), stalledFor));
    }

    /** Sets the one who is told whenever {@link #isLive()} may have changed; called on any thread. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** The required things that make no progress now; empty if all is well. */
    public List<String> stalled() {
        find(nanoTime.getAsLong());
        return found;
    }

    /** Says whether nothing was stalled when somebody last looked; asked at once, without a proxy in between. */
    public BooleanSupplier isLive() {
        return () -> found.isEmpty();
    }

    /** How many runs of periodic tasks have failed. */
    public long failures() {
        return tasks.stream().mapToLong(PeriodicTask::failures).sum();
    }

    /** A schedule is alive. After a pause of the whole machine all others get as long as they ever have. */
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
        long most = now - resumed;
        List<String> stalled = requirements.stream().filter(one -> one.isStalled(now, most)).map(Requirement::name).toList();
        if (isNews(stalled)) {
            LOG.log(stalled.isEmpty() ? Level.INFO : Level.ERROR, stalled.isEmpty() ? "All periodic work goes on"
                    : "Not live: no progress of " + String.join(", ", stalled));
            onChange.run();
        }
    }

    private synchronized boolean isNews(List<String> stalled) {
        boolean isNews = !stalled.equals(found);
        found = stalled;
        return isNews;
    }

    private record Requirement(String name, long limit, LongUnaryOperator stalledFor) {
        /** @param most how long it can have been stalled, nanoseconds */
        boolean isStalled(long now, long most) {
            return most > limit && stalledFor.applyAsLong(now) > limit;
        }
    }
}
