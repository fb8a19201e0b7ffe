package stockchart.platform.concurrent;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The pools for work that is frequent and short: periodic steps, and what is done for each trade. Their threads come from the
 * server, but a task is handed to them without the server: a managed executor sets the caller's context up around every task,
 * which costs some tenths of a millisecond on Payara, more than most of these tasks. What needs the server's context, such as its
 * data sources, or blocks for seconds, runs on a managed executor instead.
 *
 * <p>A task runs with a context class loader that finds no services, unless it is {@link WithoutContextClassLoader#keeping}
 * another. Nothing has to be shut down, in no order: when the last periodic task is cancelled and the last one given has run, the
 * threads end by themselves after {@link #IDLE}. Until then tasks are accepted, so whatever stops last can still use them.
 *
 * <p>Any thread.
 */
@ApplicationScoped
public class ServerThreads {
    /** How long a thread without a task stays. Periodic tasks come more often. */
    static final Duration IDLE = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(ServerThreads.class.getName());

    @Resource
    private ManagedThreadFactory factory;

    private final RateLimitedLog noThread = new RateLimitedLog(LOG, Level.WARNING);
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    public ServerThreads() {
        this(null);
    }

    /** @param threads where threads come from; null for the server's factory, which is known after the construction */
    ServerThreads(ThreadFactory threads) {
        ThreadFactory source = run -> create(threads == null ? factory : threads, run);
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), source);
        timer = new ScheduledThreadPoolExecutor(1, source);
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs each task at once, on a new thread if none is idle. Its users limit their number: each is a {@link SerialExecutor}, or
     * one of the tasks of a request.
     */
    public Executor pool() {
        return pool;
    }

    /** Runs tasks at their times, on one thread: they must hand over at once what takes longer. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Starts the timer's thread if it has ended although tasks wait, because the server had no thread for it. Throws nothing. */
    void revive() {
        try {
            timer.prestartCoreThread();
        } catch (Throwable refused) {
            noThread.log(() -> "The server has no thread for periodic work: " + refused);
        }
    }

    private static Thread create(ThreadFactory factory, Runnable run) {
        Thread[] created = new Thread[1];
        WithoutContextClassLoader.run(() -> created[0] = factory.newThread(() -> WithoutContextClassLoader.run(run)));
        return created[0];
    }
}
