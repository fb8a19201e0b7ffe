package stockchart.container;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A step repeated on the server's threads until it is stopped, or until the virtual machine ends. The latter is for WildFly: told
 * to end, it first suspends itself, refuses every run from then on, and reports each refusal as an error with its stack, a page
 * of them for every step. A server that leaves its connections open for a while lets the step go on for those who stay.
 *
 * <p>Any thread. The step must not throw: it would not be repeated.
 */
public final class RecurringStep {
    private static final Logger LOG = System.getLogger(RecurringStep.class.getName());

    private final ScheduledFuture<?> runs;
    private final Exit exit;
    private final Thread onExit;

    RecurringStep(ScheduledFuture<?> runs, Exit exit) {
        this.runs = runs;
        this.exit = exit;
        this.onExit = new Thread(this::processEnds, "stock-chart-step-end");
    }

    /** Repeats a step, for the first time after one period. */
    public static RecurringStep start(ScheduledExecutorService scheduler, Runnable step, long everyMillis) {
        return start(scheduler, step, everyMillis, new VirtualMachine());
    }

    static RecurringStep start(ScheduledExecutorService scheduler, Runnable step, long everyMillis, Exit exit) {
        RecurringStep started = new RecurringStep(
                scheduler.scheduleAtFixedRate(step, everyMillis, everyMillis, TimeUnit.MILLISECONDS), exit);
        started.endWithProcess();
        return started;
    }

    /** Repeats the step no more; a run that is under way ends. Does nothing the second time. */
    public void stop() {
        runs.cancel(false);
        try {
            exit.forget(onExit);
        } catch (IllegalStateException ending) {
            LOG.log(Level.TRACE, "The process ends, its hooks run: {0}", ending.getMessage());
        }
    }

    private void processEnds() {
        if (exit.timeLeft().isZero()) {
            runs.cancel(false);
        }
    }

    private void endWithProcess() {
        try {
            exit.run(onExit);
        } catch (IllegalStateException ending) {
            LOG.log(Level.DEBUG, "The process ends, nothing is repeated any more: {0}", ending.getMessage());
            runs.cancel(false);
        }
    }

    /** The end of the process; both methods throw {@link IllegalStateException} once it has begun. */
    interface Exit {
        void run(Thread hook);

        void forget(Thread hook);

        /** How long the server goes on when the process is told to end; throws nothing. */
        Duration timeLeft();
    }

    private static final class VirtualMachine implements Exit {
        private final ServerStop server = ServerStop.ofThisServer();

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
