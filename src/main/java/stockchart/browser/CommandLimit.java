package stockchart.browser;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many commands a client may send: enough for a program that subscribes to everything at once, too few to hurt. Whoever
 * goes on for long after being refused is sent away.
 *
 * <p>Any thread.
 */
final class CommandLimit {
    /** Programs are known to send more than 50 subscriptions at once when they connect. */
    static final int BURST = 100;
    /** The steady rate. */
    static final int PER_SECOND = 10;
    /** So many refused commands at once, and {@link #PER_SECOND} a second, are put up with. */
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

    CommandLimit(long now) {
        commands = new TokenBucket(BURST, PER_SECOND, now);
        refusals = new TokenBucket(REFUSALS, PER_SECOND, now);
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
