package stockchart.browser;

import java.util.concurrent.TimeUnit;
import stockchart.container.SendLoop;

/**
 * Closes a client's connection so that it learns why: a close frame behind a send that is stuck would be thrown away with it by
 * Payara, so it waits for that send, but not for ever.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held.
 */
final class Farewell {
    /** How long a client that has stopped reading may take to hear why it was closed. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final Outlet outlet;
    private final SendLoop loop;
    /** Null before the first word and once it was said. */
    private Goodbye waiting;
    private long since;

    Farewell(Outlet outlet, SendLoop loop) {
        this.outlet = outlet;
        this.loop = loop;
    }

    /** Closes the connection now, or when the send in flight is through; called once. */
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
        Goodbye due;
        synchronized (this) {
            due = waiting;
            if (isSending && due != null && due != Goodbye.SHUTDOWN && now - since < PATIENCE) {
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
}
