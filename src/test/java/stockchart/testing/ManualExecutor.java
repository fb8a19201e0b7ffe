package stockchart.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor that runs nothing until a test calls it, so that a test decides every order. Confined to the test's thread. */
public final class ManualExecutor implements Executor {
    /** Whether there is no thread for what comes now. */
    public boolean rejecting;
    /** Thrown by every call to execute; null for none. */
    public Error error;
    /** Whether what comes now is accepted and never run. */
    public boolean losing;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        if (rejecting) {
            throw new RejectedExecutionException("No thread is free, as the test wants");
        }
        if (error != null) {
            throw error;
        }
        if (!losing) {
            tasks.add(task);
        }
    }

    /** Runs the oldest task and returns whether there was one. */
    public boolean runNext() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Runs tasks, those they add included, until none is left. */
    public void runAll() {
        while (runNext()) {
            continue;
        }
    }

    /** The number of tasks that wait. */
    public int waiting() {
        return tasks.size();
    }
}
