package stockchart.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs periodic tasks when a test calls it, on the test's thread, whatever their periods, and delayed ones when they are due.
 * Confined to it.
 */
public final class ManualScheduler extends ScheduledThreadPoolExecutor {
    /** Whether nothing new is scheduled. */
    public boolean refusing;
    private final List<Run> runs = new ArrayList<>();
    private final List<Run> delayed = new ArrayList<>();
    private final LongSupplier nanoTime;

    /** With a clock that stands still: what is delayed never comes. */
    public ManualScheduler() {
        this(() -> 0);
    }

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ManualScheduler(LongSupplier nanoTime) {
        super(0);
        this.nanoTime = nanoTime;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable step, long initialDelay, long period, TimeUnit unit) {
        Run run = accepted(step, 0);
        runs.add(run);
        return run;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable step, long delay, TimeUnit unit) {
        Run run = accepted(step, nanoTime.getAsLong() + unit.toNanos(delay));
        delayed.add(run);
        return run;
    }

    private Run accepted(Runnable step, long due) {
        if (refusing) {
            throw new RejectedExecutionException("Suspended, as the test wants");
        }
        return new Run(step, due);
    }

    /** Runs everything that is scheduled once. */
    public void tick() {
        List.copyOf(runs).forEach(Run::step);
    }

    /** Runs everything delayed that is due. */
    public void runDue() {
        List<Run> due = delayed.stream().filter(run -> run.due - nanoTime.getAsLong() <= 0).toList();
        delayed.removeAll(due);
        due.forEach(Run::run);
    }

    /** How many delayed steps are to come. */
    public int delayed() {
        delayed.removeIf(Run::isDone);
        return delayed.size();
    }

    /** The server forgets everything that is delayed. */
    public void loseDelayed() {
        delayed.clear();
    }

    /** The server ends all schedules on its own. */
    public void cancelAll() {
        runs.forEach(run -> run.cancel(true));
    }

    /** How many schedules there are that have not ended. */
    public int scheduled() {
        return (int) runs.stream().filter(run -> !run.isDone()).count();
    }

    /** One schedule; ends as one of the JDK does, with the first throwable. */
    private static final class Run extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long due;

        Run(Runnable step, long due) {
            super(step, null);
            this.due = due;
        }

        void step() {
            runAndReset();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
