package stockchart.browser;

import java.util.concurrent.TimeUnit;
import stockchart.container.SendLoop;

/**
 * Closes a client's connection so that it learns why. A close frame behind a send that is stuck would be thrown away with it by
 * Payara, so it waits for that send; and one sent while the client still talks would be lost in the reset that answers unread
 * data, so it waits for a pause. Neither for ever.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held.
 */
final class Farewell {
    /** How long a client that has stopped reading may take to hear why it was closed. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    /** How long a client that was told to be quiet may go on talking, to nobody. */
    private static final long PATIENCE_WITH_ABUSE = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Outlet outlet;
    private final SendLoop loop;
    private final Heartbeats heartbeats;
    /** Null before the first word and once it was said. */
    private Goodbye waiting;
    private long since;

    Farewell(Outlet outlet, SendLoop loop, Heartbeats heartbeats) {
        this.outlet = outlet;
        this.loop = loop;
        this.heartbeats = heartbeats;
    }

    /** Closes the connection now, or when the client can hear it; called once. */
    void say(Goodbye goodbye, long now) {
        synchronized (this) {
            waiting = goodbye;
            since = now;
        }
        isSaid(now);
    }

    /** The recurring step: closes the connection if it is time, and says whether nothing is left to do. */
    boolean isSaid(long now) {
        boolean isSending = loop.sendingFor(now) > 0;
        boolean isTalking = heartbeats.silentFor(now) < PAUSE;
        Goodbye due;
        synchronized (this) {
            due = waiting;
            if (due != null && mustWait(now - since, isSending, isTalking)) {
                return false;
            }
            waiting = null;
        }
        if (due != null) {
            outlet.close(due);
        }
        return true;
    }

    /** The connection has closed by itself. */
    synchronized void forget() {
        waiting = null;
    }

    private boolean mustWait(long waited, boolean isSending, boolean isTalking) {
        return switch (waiting) {
            case SHUTDOWN -> false;
            case LIMITS_ABUSED -> isTalking && waited < PATIENCE_WITH_ABUSE;
            case TOO_SLOW, SILENT, SERVER_FULL -> isSending && waited < PATIENCE;
        };
    }
}
