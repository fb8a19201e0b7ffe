package stockchart.platform.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Repeats a step on the server's threads until it is stopped, or until the virtual machine ends. Any {@link Throwable} of the step
 * is counted and logged, and the next run follows. A schedule that has died, whatever ended it, is started again by
 * {@link #restartIfDead()}. Started by {@link Liveness}.
 *
 * <p>The timer only requests the step, which another thread runs: there is one thread for all timed tasks, so a step that blocked it
 * would stop every other one, and none would be left to detect it.
 *
 * <p>The end of the virtual machine matters on WildFly: when it is terminated, it first suspends itself, and refuses from then on
 * what a step passes on to its managed executors. On a server that keeps its connections open for a while, the step continues for
 * the remaining clients.
 *
 * <p>Any thread; the step is run by one thread at a time.
 */
public final class PeriodicTask {
    private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

    private final String name;
    private final Runnable step;
    private final LongSupplier nanoTime;
    private final SerialExecutor serial;
    private final Runnable request;
    private final Thread onExit = new Thread(this::processEnds, "stock-chart-step-end");
    private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.ERROR);
    private final RateLimitedLog dead = new RateLimitedLog(LOG, Level.WARNING);
    private final LongAdder failures = new LongAdder();
    private final List<WakeUp> wakeUps = new CopyOnWriteArrayList<>();
    /** Set at the start, as are the next three fields. */
    private ScheduledExecutorService scheduler;
    private long everyMillis;
    private Exit exit;
    private Runnable onTrigger;
    /** Guarded by this object's monitor; null before the start. */
    private ScheduledFuture<?> runs;
    private volatile boolean stopped;
    /** When the step last ended without a failure, on the monotonic clock; initially the start. */
    private volatile long completed;

    /**
     * @param name its name in the log
     * @param threads run the step, which may block
     * @param nanoTime the monotonic clock, nanoseconds
     */
    PeriodicTask(String name, Runnable step, Executor threads, LongSupplier nanoTime) {
        this.name = name;
        this.step = step;
        this.nanoTime = nanoTime;
        this.serial = new SerialExecutor(threads, nanoTime);
        this.request = serial.coalescing(this::run);
        this.completed = nanoTime.getAsLong();
    }

    /**
     * Starts to repeat the step, for the first time after one period; called once.
     *
     * @param alsoOnTrigger called on the scheduler's thread each time the step is requested; must not block
     */
    void start(ScheduledExecutorService on, long period, Exit until, Runnable alsoOnTrigger) {
        synchronized (this) {
            scheduler = on;
            everyMillis = period;
            exit = until;
            onTrigger = alsoOnTrigger;
            schedule();
        }
        endWithProcess();
    }

    /**
     * Runs another step between the periods, never at the same time as the periodic one, and on the same threads. It ends with the
     * periodic step, and does not count as its progress. Called after the start.
     */
    public WakeUp wakeUp(Runnable early) {
        WakeUp wakeUp = new WakeUp(serial.coalescing(() -> run(early)), scheduler, nanoTime);
        wakeUps.add(wakeUp);
        if (stopped) {
            wakeUp.stop();
        }
        return wakeUp;
    }

    /** Stops repeating the step; a run in progress completes. Does nothing the second time. */
    public void stop() {
        cancel();
        try {
            exit.forget(onExit);
        } catch (IllegalStateException ending) {
            LOG.log(Level.TRACE, "The process ends, its hooks run: {0}", ending.getMessage());
        }
    }

    /** How many runs have failed. */
    long failures() {
        return failures.sum();
    }

    /** How long ago a run last ended without a failure, in nanoseconds; 0 once it is stopped. */
    public long stalledFor(long now) {
        return stopped ? 0 : Math.max(0, now - completed);
    }

    /** Schedules the step again if the server has stopped running it although it was not stopped here. */
    synchronized void restartIfDead() {
        if (!stopped && runs.isDone()) {
            dead.log(() -> "The server has ended the periodic task \"" + name + "\"; it is scheduled again");
            try {
                schedule();
            } catch (Throwable refused) {
                dead.log(() -> "The periodic task \"" + name + "\" cannot be scheduled now: " + refused);
            }
        }
    }

    private void schedule() {
        runs = scheduler.scheduleAtFixedRate(this::trigger, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    private synchronized void cancel() {
        stopped = true;
        if (runs != null) {
            runs.cancel(false);
        }
        wakeUps.forEach(WakeUp::stop);
    }

    /** A rethrown failure would end the schedule permanently. */
    private void trigger() {
        try {
            request.run();
            serial.resume();
            onTrigger.run();
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void run() {
        run(() -> {
            step.run();
            completed = nanoTime.getAsLong();
        });
    }

    private void run(Runnable unlessStopped) {
        if (stopped) {
            return;
        }
        try {
            unlessStopped.run();
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        failures.increment();
        failed.log(() -> "The periodic task \"" + name + "\" failed; the next run follows", failure);
    }

    private void processEnds() {
        if (exit.timeLeft().isZero()) {
            cancel();
        }
    }

    private void endWithProcess() {
        try {
            exit.run(onExit);
        } catch (IllegalStateException ending) {
            LOG.log(Level.DEBUG, "The process ends, nothing is repeated any more: {0}", ending.getMessage());
            cancel();
        }
    }

    /** The end of the process; both methods throw {@link IllegalStateException} once it has begun. */
    interface Exit {
        void run(Thread hook);

        void forget(Thread hook);

        /** How long the server continues when the process is terminated; throws nothing. */
        Duration timeLeft();
    }

    static final class VirtualMachine implements Exit {
        private final ShutdownGrace server = ShutdownGrace.ofThisServer();

        @Override
        public void run(Thread hook) {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void forget(Thread hook) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }

        @Override
        public Duration timeLeft() {
            return server.granted();
        }
    }
}
