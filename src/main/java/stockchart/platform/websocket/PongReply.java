package stockchart.platform.websocket;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Answers the newest ping of a client, and the next one only once that pong is sent: a ping that arrives meanwhile replaces the one
 * that waits, as RFC 6455 section 5.5.3 allows, so a client that pings and does not read costs one pong.
 *
 * <p>Any thread. State is <b>guarded</b> by its own monitor; nothing is called while it is held.
 */
public final class PongReply {
    private final BiConsumer<byte[], Consumer<Optional<Throwable>>> sender;
    /** Null if none waits. */
    private byte[] newest;
    private boolean isInFlight;

    /** @param sender sends a pong without waiting and reports when it is sent */
    public PongReply(BiConsumer<byte[], Consumer<Optional<Throwable>>> sender) {
        this.sender = sender;
    }

    /** A ping has arrived. */
    public void pinged(byte[] payload) {
        synchronized (this) {
            newest = payload;
            if (isInFlight) {
                return;
            }
            isInFlight = true;
        }
        sendNewest();
    }

    private void sendNewest() {
        byte[] payload;
        synchronized (this) {
            payload = newest;
            newest = null;
            isInFlight = payload != null;
        }
        if (payload != null) {
            // If a pong cannot be sent the connection is broken, which the next message or the silence shows.
            sender.accept(payload, failure -> sendNewest());
        }
    }
}
