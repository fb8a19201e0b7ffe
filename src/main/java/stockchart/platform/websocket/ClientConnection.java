package stockchart.platform.websocket;

import java.util.Optional;
import java.util.function.Consumer;
import stockchart.platform.websocket.SendLoop.TextSender;

/** The sending side of one client's connection. Any thread; no method waits for the client. */
public interface ClientConnection extends TextSender {
    /** What a close frame carries (RFC 6455 section 5.5.1). */
    interface CloseFrame {
        /** The close code, RFC 6455 section 7.4. */
        int code();

        /** At most 123 bytes of UTF-8, the most that a close frame can carry. */
        String reason();

        /** A close frame with any code and reason. */
        static CloseFrame of(int code, String reason) {
            return new Plain(code, reason);
        }

        /** A close frame that holds a code and a reason. */
        record Plain(int code, String reason) implements CloseFrame {}
    }

    /**
     * Sends a WebSocket ping, which the client answers by itself. A closed connection shows as silence; any other failure is
     * thrown, and the caller ends the connection.
     */
    void ping();

    /**
     * Sends the answer to a ping.
     *
     * @param payload the ping's
     * @param done called once; where the server does not report when a pong is sent, at once
     */
    default void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        done.accept(Optional.empty());
    }

    /** Returns whether the connection is known to have ended, though the server may not have reported it. */
    default boolean isGone() {
        return false;
    }

    /** Closes the connection. Does nothing if it is closed. */
    void close(CloseFrame frame);
}
