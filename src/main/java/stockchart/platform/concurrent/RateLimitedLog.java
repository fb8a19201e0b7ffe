package stockchart.platform.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.text.VisibleText;

/**
 * Tells of a trouble that may come again and again: the first time at once, then at most once a minute with how often it was
 * held back since. So a log stays readable, and what floods us does not flood it; a foreign text in a sentence makes no lines of
 * its own. What is held back when the trouble ends is told with the next one; the counters have it at once.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held. Logging itself never throws, so it
 * can be used where a failure is handled.
 */
public final class RateLimitedLog {
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final Level level;
    private final LongSupplier nanoTime;
    private boolean hasTold;
    private long toldAt;
    private long heldBack;

    public RateLimitedLog(Logger log, Level level) {
        this(log, level, System::nanoTime);
    }

    RateLimitedLog(Logger log, Level level, LongSupplier nanoTime) {
        this.log = log;
        this.level = level;
        this.nanoTime = nanoTime;
    }

    /** @param sentence asked for only if it is told */
    public void tell(Supplier<String> sentence) {
        tell(sentence, null);
    }

    /**
     * The same with a cause, of which the stack is told too.
     *
     * @param cause null if there is none
     */
    public void tell(Supplier<String> sentence, Throwable cause) {
        long before = turn(nanoTime.getAsLong());
        if (before >= 0) {
            String more = before == 0 ? "" : " (and " + before + " times more since it was last told)";
            log(sentence, more, cause);
        }
    }

    /** What cannot be logged, for want of memory or because the application is being undeployed, must not do harm beyond that. */
    private void log(Supplier<String> sentence, String more, Throwable cause) {
        try {
            log.log(level, VisibleText.of(sentence.get()) + more, cause);
        } catch (Throwable unheard) {
            countAsHeldBack();
        }
    }

    private synchronized void countAsHeldBack() {
        heldBack++;
    }

    /** How often it was held back before; negative if it is held back now. */
    private synchronized long turn(long now) {
        if (hasTold && now - toldAt < PAUSE) {
            heldBack++;
            return -1;
        }
        long before = heldBack;
        hasTold = true;
        toldAt = now;
        heldBack = 0;
        return before;
    }
}
