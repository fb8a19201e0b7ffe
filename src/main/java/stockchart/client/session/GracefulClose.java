package stockchart.client.session;

import java.util.concurrent.TimeUnit;
import stockchart.client.protocol.CloseReason;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.SendLoop;

/**
 * Closes a client's connection so that the client receives the reason. Payara would discard a close frame behind a stuck send, so
 * the close waits for that send. While the client still sends, the close frame would be lost in the TCP reset that answers unread
 * data, so the close waits for a pause. A slow client may still have much to read and answers pings while it does: it is pinged
 * once more, and its pong shows that it has read everything. Each wait is bounded.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held.
 */
final class GracefulClose {
    /** How long a client that has stopped reading may take to receive the reason. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    /** How long a client that broke a limit may go on sending; what it sends is ignored. */
    private static final long PATIENCE_WITH_ABUSE = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final ClientConnection connection;
    private final SendLoop loop;
    private final KeepAlive keepAlive;
    /** Null before {@link #start} and once the connection is closed. */
    private CloseReason waiting;
    private long since;
    private boolean isPinged;
    private long pingedAt;
    private boolean isFlooded;

    GracefulClose(ClientConnection connection, SendLoop loop, KeepAlive keepAlive) {
        this.connection = connection;
        this.loop = loop;
        this.keepAlive = keepAlive;
    }

    /** Closes the connection now, or when the client can receive the reason; called once. */
    void start(CloseReason reason, long now) {
        synchronized (this) {
            waiting = reason;
            since = now;
        }
        proceed(now);
    }

    /** The periodic step: closes the connection if it is time, and returns whether nothing is left to do. */
    boolean proceed(long now) {
        boolean isSending = loop.sendingFor(now) > 0;
        boolean isClientSending = keepAlive.silentFor(now) < PAUSE;
        boolean pingsNow;
        CloseReason due;
        synchronized (this) {
            due = waiting;
            pingsNow = due == CloseReason.TOO_SLOW && !isSending && !isPinged;
            if (pingsNow) {
                isPinged = true;
                pingedAt = now;
            }
            boolean isReading = isClientSending || !keepAlive.receivedSince(pingedAt);
            if (due != null && !isFlooded && mustWait(now - since, isSending, isClientSending, isReading)) {
                due = null;
            } else {
                waiting = null;
            }
        }
        if (due != null) {
            connection.close(due);
        } else if (pingsNow) {
            pingOnce();
        }
        return isOver();
    }

    /** The client floods the connection: closes it now. */
    void closeNow(long now) {
        synchronized (this) {
            isFlooded = true;
        }
        proceed(now);
    }

    /** A failing ping shows that there is nothing to wait for. */
    private void pingOnce() {
        try {
            connection.ping();
        } catch (Throwable broken) {
            forget();
            connection.close(CloseReason.TOO_SLOW);
        }
    }

    private synchronized boolean isOver() {
        return waiting == null;
    }

    /** The connection has closed by itself. */
    synchronized void forget() {
        waiting = null;
    }

    private boolean mustWait(long waited, boolean isSending, boolean isClientSending, boolean isReading) {
        return switch (waiting) {
            case SHUTDOWN -> false;
            case LIMITS_ABUSED, PROTOCOL_BROKEN, MESSAGE_TOO_BIG, FRAMES_ABUSED, MESSAGE_UNFINISHED ->
                     isClientSending && waited < PATIENCE_WITH_ABUSE;
            case TOO_SLOW -> (isSending || isReading) && waited < PATIENCE;
            case BROKEN, FAILED, SILENT, SERVER_FULL, ADDRESS_FULL -> isSending && waited < PATIENCE;
        };
    }
}
