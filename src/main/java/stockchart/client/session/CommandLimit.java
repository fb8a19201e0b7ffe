package stockchart.client.session;

import java.util.concurrent.atomic.AtomicBoolean;
import stockchart.platform.concurrent.TokenBucket;

/**
 * Rate limit for commands: enough for a program that subscribes to everything at once, too few to do harm. A client that goes on
 * for long after being refused is closed.
 *
 * <p>Any thread.
 */
final class CommandLimit {
    /** Programs are known to send more than 50 subscriptions at once when they connect. */
    static final int BURST = 100;
    /** How many refusals are tolerated at once; after that, as many per second as commands are allowed. */
    static final int REFUSALS = 400;

    /** What happens to a command. */
    enum Verdict {
        ALLOWED,
        /** The first one refused since a command was allowed. */
        REFUSED,
        REFUSED_AGAIN,
        ABUSED
    }

    private final TokenBucket commands;
    private final TokenBucket refusals;
    private final AtomicBoolean refusing = new AtomicBoolean();

    /**
     * @param perSecond the steady rate, at most {@link #BURST}
     * @param now the monotonic clock, nanoseconds
     */
    CommandLimit(int perSecond, long now) {
        commands = new TokenBucket(BURST, perSecond, now);
        refusals = new TokenBucket(REFUSALS, perSecond, now);
    }

    /** @param now the monotonic clock, nanoseconds */
    Verdict check(long now) {
        if (commands.take(now)) {
            refusing.set(false);
            return Verdict.ALLOWED;
        }
        if (!refusals.take(now)) {
            return Verdict.ABUSED;
        }
        return refusing.getAndSet(true) ? Verdict.REFUSED_AGAIN : Verdict.REFUSED;
    }
}
