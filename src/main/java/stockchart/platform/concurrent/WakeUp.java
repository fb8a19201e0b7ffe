package stockchart.platform.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs a step at the earliest of the times requested, between the periods of a {@link PeriodicTask}. At most one run is scheduled:
 * a request costs nothing while one is scheduled that comes first, and the step requests the next one itself. Nothing is scheduled
 * while nothing is requested.
 *
 * <p>A run may be refused or lost by the server, and is then not repeated: the periodic step must do, or request, the same.
 *
 * <p>Any thread; nothing is thrown at the caller. State is <b>guarded</b> by its own monitor.
 */
public final class WakeUp {
    /** A run that is this late is replaced by the next one requested. */
    static final Duration LOST_AFTER = Duration.ofMillis(100);

    private static final Logger LOG = System.getLogger(WakeUp.class.getName());

    private final Runnable request;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final RateLimitedLog refused = new RateLimitedLog(LOG, Level.WARNING);
    /** Null if none is scheduled. */
    private ScheduledFuture<?> scheduled;
    /** When it is to run; meaningless while none is scheduled. */
    private long due;
    private boolean stopped;

    /**
     * @param request has the step run on another thread; called on the scheduler's
     * @param nanoTime the monotonic clock, nanoseconds
     */
    WakeUp(Runnable request, ScheduledExecutorService scheduler, LongSupplier nanoTime) {
        this.request = request;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /** Runs the step at this time of the monotonic clock, or before it; at once if it is over. */
    public synchronized void at(long time) {
        long now = nanoTime.getAsLong();
        boolean isComing = scheduled != null && now - due <= LOST_AFTER.toNanos();
        if (stopped || isComing && time - due >= 0) {
            return;
        }
        cancel();
        due = time;
        try {
            scheduled = scheduler.schedule(() -> trigger(time), Math.max(0, time - now), TimeUnit.NANOSECONDS);
        } catch (Throwable refusal) {
            refused.log(() -> "The server schedules nothing now, updates wait for the periodic step: " + refusal);
        }
    }

    synchronized void stop() {
        stopped = true;
        cancel();
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void trigger(long of) {
        synchronized (this) {
            if (scheduled == null || of != due) {
                // It was replaced by another, which it could not be kept from any more.
                return;
            }
            scheduled = null;
        }
        request.run();
    }
}
