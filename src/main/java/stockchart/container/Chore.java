package stockchart.container;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A piece of work that may block, done on the server's threads whenever somebody asks for it, never twice at the same time. Asked
 * for while it is being done, it is done once more.
 *
 * <p>Any thread. Work that fails is logged. When there is no thread the work waits, and its giver learns nothing of it: whoever
 * recurs calls {@link #resume()}.
 */
public final class Chore {
    private static final Logger LOG = System.getLogger(Chore.class.getName());

    private final LimitedLog starved = new LimitedLog(LOG, Level.WARNING);
    private final LimitedLog failed = new LimitedLog(LOG, Level.ERROR);
    private final Executor executor;
    private final Runnable work;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    public Chore(Executor executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /** Has the work done. */
    public void ask() {
        wanted.set(true);
        resume();
    }

    /** Has the work done if it was asked for and is not done yet. */
    public void resume() {
        if (wanted.get() && running.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException noThread) {
                running.set(false);
                starved.tell(() -> "No thread is free, work waits: " + noThread.getMessage());
            }
        }
    }

    private void run() {
        try {
            while (wanted.getAndSet(false)) {
                work.run();
            }
        } catch (RuntimeException mistake) {
            failed.tell(() -> "Work failed; it will be tried again", mistake);
        } finally {
            running.set(false);
        }
        // Asked for between the last look and the flag, it would otherwise wait for the next time.
        resume();
    }
}
