package stockchart.simulator;

import java.util.Optional;
import java.util.function.Consumer;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.testing.RecordingSender;

/** An connection that keeps what it is given. Confined to the test's thread. */
final class RecordingConnection extends RecordingSender implements ClientConnection {
    int pings;
    /** Null until closed. */
    String closedFor;
    /** Null unless closed for it. */
    FrameViolation violation;
    int pongs;

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        pongs++;
        done.accept(Optional.empty());
    }

    @Override
    public void close(CloseFrame frame) {
        if (frame instanceof FrameViolation found) {
            violation = found;
        } else {
            closedFor = closedFor == null ? frame.reason() : closedFor;
        }
    }
}
