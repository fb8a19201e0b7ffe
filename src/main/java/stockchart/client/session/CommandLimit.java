package stockchart.client.session;

import java.util.concurrent.atomic.AtomicBoolean;
import stockchart.platform.concurrent.TokenBucket;

/**
 * How many commands a client may send: enough for a program that subscribes to everything at once, too few to hurt. Whoever
 * goes on for long after being refused is sent away.
 *
 * <p>Any thread.
 */
final class CommandLimit {
    /** Programs are known to send more than 50 subscriptions at once when they connect. */
    static final int BURST = 100;
    /** So many refused commands at once, and then as many a second as are allowed, are put up with. */
    static final int REFUSALS = 400;

    /** What is to be done with a command. */
    enum Verdict {
        ALLOWED,
        /** The first one since a command was allowed. */
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
