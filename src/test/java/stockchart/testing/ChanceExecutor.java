package stockchart.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An executor in virtual time: each task waits for a while, and of those whose time has come any may run first. So may the threads
 * of a pool. Confined to the test's thread.
 */
public final class ChanceExecutor implements Executor {
    private final List<Task> tasks = new ArrayList<>();
    private final Dice dice;
    private final LongSupplier millis;
    private final IntSupplier delay;
    private int refusals;
    private Supplier<Throwable> refusal;
    private int losses;

    /**
     * @param millis the time
     * @param delay how long the next task has to wait at least, in milliseconds
     */
    public ChanceExecutor(Dice dice, LongSupplier millis, IntSupplier delay) {
        this.dice = dice;
        this.millis = millis;
        this.delay = delay;
    }

    @Override
    public void execute(Runnable task) {
        if (refusals > 0) {
            refusals--;
            throw raised(refusal.get());
        }
        if (losses > 0) {
            losses--;
            return;
        }
        tasks.add(new Task(millis.getAsLong() + delay.getAsInt(), task));
    }

    /** Has no thread for the next so many tasks. */
    public void reject(int count) {
        refuse(count, () -> new RejectedExecutionException("No thread is free, as the test wants"));
    }

    /** Throws something else at those who come with the next so many tasks: there is no memory, or the classes are gone. */
    public void failWithErrors(int count) {
        refuse(count, () -> dice.chance(0.5) ? new OutOfMemoryError("unable to create native thread, as the test wants")
                : new NoClassDefFoundError("undeployed, as the test wants"));
    }

    /** Accepts the next so many tasks and never runs them. */
    public void lose(int count) {
        losses = count;
    }

    private void refuse(int count, Supplier<Throwable> with) {
        refusals = count;
        refusal = with;
    }

    private static RuntimeException raised(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** Runs what is due, in any order, and what that adds if it is due as well. */
    public void step() {
        List<Task> due = due();
        while (!due.isEmpty()) {
            Task next = dice.pick(due);
            tasks.remove(next);
            next.task.run();
            due = due();
        }
    }

    private List<Task> due() {
        return tasks.isEmpty() ? List.of() : tasks.stream().filter(task -> task.due <= millis.getAsLong()).toList();
    }

    /** Compared by identity: the same task may wait twice. */
    private static final class Task {
        private final long due;
        private final Runnable task;

        Task(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }
    }
}
