package stockchart.browser;

import java.util.concurrent.TimeUnit;

/**
 * When to ping a client and when it counts as gone. WildFly cuts a connection from which it has read nothing for 90 s, so the
 * answers to pings also keep it open.
 *
 * <p>Heard from by container threads, asked by the sweep.
 */
final class Heartbeats {
    private static final long PING = TimeUnit.SECONDS.toNanos(25);
    /** Three pings without an answer. */
    private static final long SILENCE = 3 * PING;
    /**
     * For a client that has never been heard from. Payara does not tell of one that leaves right after the handshake, so the
     * first ping goes out at once and has to be answered sooner; the next ones show whether the connection still takes anything.
     */
    private static final long FIRST_SILENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long FIRST_PING = TimeUnit.SECONDS.toNanos(5);
    /** How often Finnhub itself sends its ping message. */
    private static final long MESSAGE = TimeUnit.SECONDS.toNanos(60);

    private volatile long heard;
    private volatile boolean isProven;
    /** Confined to the sweep, as is the next field. */
    private long pinged;
    private long messaged;

    /** @param now the monotonic clock, nanoseconds, here and below */
    Heartbeats(long now) {
        heard = now;
        pinged = now - PING;
        messaged = now;
    }

    void heard(long now) {
        heard = now;
        isProven = true;
    }

    /** Says whether anything was heard since a time. */
    boolean heardSince(long time) {
        return heard - time >= 0;
    }

    /** How long nothing was heard, nanoseconds. */
    long silentFor(long now) {
        return now - heard;
    }

    boolean isSilent(long now) {
        return silentFor(now) > (isProven ? SILENCE : FIRST_SILENCE);
    }

    /** Says whether a WebSocket ping is due; it then counts as sent. */
    boolean pingIsDue(long now) {
        boolean due = now - pinged >= (isProven ? PING : FIRST_PING);
        pinged = due ? now : pinged;
        return due;
    }

    /** Says whether a ping message in Finnhub's manner is due; it then counts as sent. */
    boolean messageIsDue(long now) {
        boolean due = now - messaged >= MESSAGE;
        messaged = due ? now : messaged;
        return due;
    }
}
