package stockchart.simulator;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard;
import stockchart.platform.websocket.GuardedHandshake;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.platform.websocket.WebSocketConnection;
import stockchart.simulator.SimulatorFilter.SimulatorToken;

/**
 * The simulated Finnhub's WebSocket; {@link SimulatorFilter} has rejected clients without access before. State is per connection:
 * the container creates one instance for each. Open Liberty injects into beans only, hence the scope.
 */
@Dependent
@ServerEndpoint(value = "/simulator", configurator = GuardedHandshake.class)
public class SimulatorEndpoint {
    private static final System.Logger LOG = System.getLogger(SimulatorEndpoint.class.getName());

    @Inject
    private Simulator simulator;

    /** Empty before the session is open and if it was refused; written by the opening thread before any message is received. */
    private volatile Optional<SimulatorConnection> connection = Optional.empty();

    @OnOpen
    public void onOpen(Session session) {
        simulator.guards().open(session, () -> begin(session).map(SimulatorConnection::guard), mistake -> end("Internal error"));
    }

    private Optional<SimulatorConnection> begin(Session session) {
        ClientConnection client = WebSocketConnection.ofServer(session, simulator.sendPaths(), SendMeter.NONE);
        String token = session.getRequestParameterMap().getOrDefault("token", List.of("")).get(0);
        Optional<SimulatedFinnhub> finnhub = simulator.finnhub();
        if (finnhub.isEmpty() || !SimulatorToken.isValid(token)) {
            client.close(SimulatorConnection.refusal("Invalid API key"));
        } else {
            connection = finnhub.get().open(token, client);
        }
        return connection;
    }

    @OnMessage(maxMessageSize = FrameGuard.MAX_MESSAGE)
    public void onText(String text) {
        connection.ifPresent(open -> open.onText(text));
    }

    @OnClose
    public void onClose() {
        end("Closed");
    }

    private void end(String reason) {
        connection.ifPresent(gone -> simulator.finnhub().ifPresent(finnhub -> finnhub.remove(gone, reason)));
    }

    /** A broken connection is also reported to {@link #onClose}; here it is only logged. */
    @OnError
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A simulator client failed: {0}", failure.toString());
    }
}
