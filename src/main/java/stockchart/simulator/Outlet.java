package stockchart.simulator;

import java.util.Optional;
import java.util.function.Consumer;
import stockchart.container.FrameViolation;
import stockchart.container.TextSender;

/** The sending side of one client's connection. Called from any thread; never blocks. */
interface Outlet extends TextSender {
    /** Sends a WebSocket ping, so that a server that waits to read something gets the client's pong. */
    void ping();

    /** Answers a ping of the client. @param done called once the answer is sent, or cannot be */
    void pong(byte[] payload, Consumer<Optional<Throwable>> done);

    /** Closes the connection because of what the client sent. Does nothing if it is closed. */
    void close(FrameViolation violation);

    /** Closes the connection. Does nothing if it is closed. */
    void close(String reason);
}
