package stockchart.client.session;

import java.util.concurrent.TimeUnit;

/**
 * When to ping a client and when it counts as gone. WildFly cuts a connection from which it has read nothing for 90 s, so the pongs
 * also keep it open.
 *
 * <p>Container threads report what was received; the sweep reads it.
 */
final class KeepAlive {
    private static final long PING = TimeUnit.SECONDS.toNanos(25);
    /** Three pings without an answer. */
    private static final long SILENCE = 3 * PING;
    /**
     * For a client from which nothing was received yet. Payara does not report one that leaves right after the handshake, so the
     * first ping is sent early and has to be answered sooner; the next pings show whether the connection still accepts anything.
     */
    private static final long FIRST_SILENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long FIRST_PING = TimeUnit.SECONDS.toNanos(5);
    /** How often Finnhub itself sends its ping message. */
    private static final long MESSAGE = TimeUnit.SECONDS.toNanos(60);
    /**
     * A page that has received nothing for more than twice this time knows that the connection is lost and not just quiet. A second
     * less than the documented 20, because the sweep runs once a second.
     */
    private static final long QUIET = TimeUnit.SECONDS.toNanos(19);

    private volatile long lastReceived;
    private volatile boolean isProven;
    /** Whether a message was sent since the last sweep. */
    private volatile boolean hasSent;
    /** Confined to the sweep, as are the next fields. */
    private long pinged;
    private long messaged;
    private long quietSince;

    /** @param now the monotonic clock, nanoseconds, here and below */
    KeepAlive(long now) {
        lastReceived = now;
        pinged = now - PING;
        messaged = now;
        quietSince = now;
    }

    /** A message is sent to the client. Every message passes here, so the flag is written only when it changes. */
    void sent() {
        if (!hasSent) {
            hasSent = true;
        }
    }

    /** Returns whether nothing was sent to the client for a while, so that a ping message is due; it then counts as sent. */
    boolean idlePingIsDue(long now) {
        boolean due = !hasSent && now - quietSince >= QUIET;
        quietSince = hasSent || due ? now : quietSince;
        hasSent = false;
        return due;
    }

    void received(long now) {
        lastReceived = now;
        isProven = true;
    }

    /** Returns whether anything was received since a time. */
    boolean receivedSince(long time) {
        return lastReceived - time >= 0;
    }

    /** How long ago something was last received, nanoseconds. */
    long silentFor(long now) {
        return now - lastReceived;
    }

    boolean isSilent(long now) {
        return silentFor(now) > (isProven ? SILENCE : FIRST_SILENCE);
    }

    /** Returns whether a WebSocket ping is due; it then counts as sent. */
    boolean pingIsDue(long now) {
        boolean due = now - pinged >= (isProven ? PING : FIRST_PING);
        pinged = due ? now : pinged;
        return due;
    }

    /** Returns whether a ping message as Finnhub sends it is due; it then counts as sent. */
    boolean finnhubPingIsDue(long now) {
        boolean due = now - messaged >= MESSAGE;
        messaged = due ? now : messaged;
        return due;
    }
}
