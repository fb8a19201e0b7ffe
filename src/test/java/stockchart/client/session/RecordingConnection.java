package stockchart.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.client.protocol.CloseReason;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.RecordingSender;

/** A client's connection that keeps what was sent and why it was closed. */
class RecordingConnection extends RecordingSender implements ClientConnection {
    int pings;
    CloseReason closeReason;
    boolean gone;
    final List<byte[]> pongs = new ArrayList<>();

    @Override
    public void ping() {
        throwIfWanted();
        pings++;
    }

    @Override
    public void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        pongs.add(payload);
        done.accept(Optional.empty());
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void close(CloseFrame reason) {
        closeReason = (CloseReason) reason;
    }
}
