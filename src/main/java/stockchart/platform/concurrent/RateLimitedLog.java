package stockchart.platform.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.text.VisibleText;

/**
 * Logs a failure that may repeat: the first time at once, then at most once a minute with the number of those suppressed since. A
 * log stays readable, and a flood of failures does not flood it; line breaks in texts from outside are replaced. A failure still
 * suppressed when the failures end is logged with the next one; the counters include it at once.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held. Logging itself never throws, so it
 * can be used where a failure is handled.
 */
public final class RateLimitedLog {
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final Level level;
    private final LongSupplier nanoTime;
    private boolean hasLogged;
    private long loggedAt;
    private long suppressed;

    public RateLimitedLog(Logger log, Level level) {
        this(log, level, System::nanoTime);
    }

    RateLimitedLog(Logger log, Level level, LongSupplier nanoTime) {
        this.log = log;
        this.level = level;
        this.nanoTime = nanoTime;
    }

    /** @param sentence called only if it is logged */
    public void log(Supplier<String> sentence) {
        log(sentence, null);
    }

    /**
     * The same with a cause, logged with its stack trace.
     *
     * @param cause null if there is none
     */
    public void log(Supplier<String> sentence, Throwable cause) {
        long before = suppressedBefore(nanoTime.getAsLong());
        if (before >= 0) {
            String more = before == 0 ? "" : " (and " + before + " times more since it was last logged)";
            write(sentence, more, cause);
        }
    }

    /** A failure to log, for lack of memory or because the application is being undeployed, must do no further harm. */
    private void write(Supplier<String> sentence, String more, Throwable cause) {
        try {
            log.log(level, VisibleText.of(sentence.get()) + more, cause);
        } catch (Throwable failed) {
            countSuppressed();
        }
    }

    private synchronized void countSuppressed() {
        suppressed++;
    }

    /** How many were suppressed before; negative if this one is suppressed. */
    private synchronized long suppressedBefore(long now) {
        if (hasLogged && now - loggedAt < PAUSE) {
            suppressed++;
            return -1;
        }
        long before = suppressed;
        hasLogged = true;
        loggedAt = now;
        suppressed = 0;
        return before;
    }
}
