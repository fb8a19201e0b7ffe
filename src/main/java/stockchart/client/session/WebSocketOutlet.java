package stockchart.client.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.client.protocol.Goodbye;
import stockchart.container.OutgoingText;
import stockchart.container.SendMeter;
import stockchart.container.SendPaths;
import stockchart.container.SessionSender;

/** The sending side of a container's WebSocket session. Any thread. */
public final class WebSocketOutlet implements Outlet {
    private final SessionSender sender;
    private final SendMeter meter;
    private final String address;

    public WebSocketOutlet(Session session, SendPaths paths, SendMeter meter, String address) {
        this.sender = SessionSender.ofServer(session, paths);
        this.meter = meter;
        this.address = address;
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        sender.send(text, done);
    }

    @Override
    public void send(OutgoingText text, Consumer<Optional<Throwable>> done) {
        sender.send(text, done);
    }

    @Override
    public SendMeter meter() {
        return meter;
    }

    @Override
    public String address() {
        return address;
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
    public boolean isGone() {
        return sender.isGone();
    }

    @Override
    public void close(Goodbye goodbye) {
        sender.close(new CloseReason(CloseCodes.getCloseCode(goodbye.code()), goodbye.reason()));
    }
}
