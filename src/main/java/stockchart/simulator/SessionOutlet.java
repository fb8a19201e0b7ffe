package stockchart.simulator;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.container.FrameViolation;
import stockchart.container.SendPaths;
import stockchart.container.SessionSender;

/** The sending side of a container's WebSocket session. Any thread. */
final class SessionOutlet implements Outlet {
    private final SessionSender sender;

    SessionOutlet(Session session, SendPaths paths) {
        sender = SessionSender.ofServer(session, paths);
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        sender.send(text, done);
    }

    @Override
    public void ping() {
        sender.ping();
    }

    @Override
    public void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        sender.pong(payload, done);
    }

    @Override
    public void close(FrameViolation violation) {
        sender.close(new CloseReason(CloseCodes.getCloseCode(violation.code()), violation.reason()));
    }

    @Override
    public void close(String reason) {
        sender.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, reason));
    }
}
