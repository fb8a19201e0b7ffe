package stockchart.client;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import stockchart.client.protocol.Dialect;
import stockchart.client.session.ClientSession;
import stockchart.platform.websocket.FrameGuard;
import stockchart.platform.websocket.WebSocketConnection;

/**
 * The price socket. Speaks Finnhub's own dialect, or {@code stock-chart.v1} with a client that requests that subprotocol; a query
 * string is ignored. One instance per connection, called by container threads one message at a time. Open Liberty injects into
 * beans only, hence the scope.
 */
@Dependent
@ServerEndpoint(value = "/prices", subprotocols = Dialect.V1_SUBPROTOCOL, configurator = HandshakeConfigurator.class)
public class PriceEndpoint {
    private static final Logger LOG = System.getLogger(PriceEndpoint.class.getName());

    @Inject
    private Clients clients;

    /** Per connection; null before it is open, and permanently if opening failed. */
    private volatile ClientSession client;
    /** The connection has closed, perhaps while it was being opened. */
    private volatile boolean closed;

    /** For the server, which injects the rest. */
    public PriceEndpoint() {}

    PriceEndpoint(Clients clients) {
        this.clients = clients;
    }

    @OnOpen
    public void open(Session session) {
        clients.guards().open(session, () -> Optional.of(begin(session).guard()), this::giveUp);
        if (closed) {
            client.closed();
        }
    }

    private ClientSession begin(Session session) {
        client = clients.open(WebSocketConnection.ofServer(session, clients.sendPaths(), clients.meter()),
                Dialect.of(session.getNegotiatedSubprotocol()), HandshakeConfigurator.client(session));
        return client;
    }

    /** A connection is useless without a session, and a session must not run without its frame guard. */
    private void giveUp(Throwable mistake) {
        opened().ifPresent(session -> session.fail(mistake));
    }

    @OnMessage(maxMessageSize = FrameGuard.MAX_MESSAGE)
    public void receive(String text) {
        opened().ifPresent(session -> session.receive(text, System.nanoTime()));
    }

    /** Binary messages are not part of the protocol: they are answered like any other bad message. */
    @OnMessage(maxMessageSize = FrameGuard.MAX_MESSAGE)
    public void receive(ByteBuffer bytes) {
        receive("(" + bytes.remaining() + " bytes of binary data)");
    }

    @OnMessage
    public void pongReceived(PongMessage pong) {
        opened().ifPresent(session -> session.pongReceived(System.nanoTime()));
    }

    @OnClose
    public void close() {
        closed = true;
        opened().ifPresent(ClientSession::closed);
    }

    /** Empty while the connection is being opened, and if opening failed. */
    private Optional<ClientSession> opened() {
        return Optional.ofNullable(client);
    }

    /** The container closes the connection if it cannot continue, which ends the session. */
    @OnError
    public void fail(Throwable failure) {
        LOG.log(Level.DEBUG, "A client's connection failed: {0}", failure);
    }
}
