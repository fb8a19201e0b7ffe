package stockchart.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Runs periodic tasks when a test calls it, on the test's thread, whatever their periods. Confined to it. */
public final class ManualScheduler extends ScheduledThreadPoolExecutor {
    /** Whether nothing new is scheduled. */
    public boolean refusing;
    private final List<Run> runs = new ArrayList<>();

    public ManualScheduler() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable step, long initialDelay, long period, TimeUnit unit) {
        if (refusing) {
            throw new RejectedExecutionException("Suspended, as the test wants");
        }
        Run run = new Run(step);
        runs.add(run);
        return run;
    }

    /** Runs everything that is scheduled once. */
    public void tick() {
        List.copyOf(runs).forEach(Run::step);
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
        Run(Runnable step) {
            super(step, null);
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
