package stockchart.client.session;

import java.util.Optional;
import java.util.function.Consumer;
import stockchart.client.protocol.Goodbye;
import stockchart.container.TextSender;

/** The sending side of one client's connection. */
public interface Outlet extends TextSender {
    /** The address that the client counts for. */
    default String address() {
        return "";
    }

    /** Sends a WebSocket ping, which the client answers by itself. Failure shows as silence. */
    void ping();

    /** Answers a ping of the client. @param done called once the answer is sent, or cannot be */
    default void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        done.accept(Optional.empty());
    }

    /** Says whether the connection is known to have ended, though the container may not have told of it. */
    default boolean isGone() {
        return false;
    }

    /** Closes the connection. Does nothing if it is closed. */
    void close(Goodbye goodbye);
}
