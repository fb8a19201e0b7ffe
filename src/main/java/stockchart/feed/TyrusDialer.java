package stockchart.feed;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.exception.DeploymentHandshakeException;
import org.glassfish.tyrus.core.HandshakeException;
import stockchart.platform.websocket.ClientConnection.CloseFrame;
import stockchart.platform.websocket.WebSocketConnection;
import stockchart.settings.FinnhubAccess;

/** Dials with Tyrus on plain JDK channels, the one client that works alike on every server. Any thread. */
final class TyrusDialer implements FeedDialer {
    private static final CloseFrame UNWANTED =
            CloseFrame.of(CloseCodes.GOING_AWAY.getCode(), "The feed has no more use for it");
    private static final int MAX_MESSAGE = 4 * 1024 * 1024;

    private final FinnhubAccess access;
    private final Duration timeout;

    TyrusDialer(FinnhubAccess access, Duration timeout) {
        this.access = access;
        this.timeout = timeout;
    }

    @Override
    public FeedDialer.Link dial(Listener listener) throws IOException {
        // Named explicitly, because Tyrus would choose Grizzly, which only GlassFish and Payara have.
        ClientManager client = ClientManager.createClient(DialSockets.CONTAINER);
        DialSockets sockets = new DialSockets();
        client.getProperties().put(DialSockets.PROPERTY, sockets);
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, (int) timeout.toMillis());
        client.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, MAX_MESSAGE);
        Receiver receiver = new Receiver(listener);
        listener.dialling(sockets::close);
        try {
            Session session = client.connectToServer(receiver, ClientEndpointConfig.Builder.create().build(),
                    asTyrusReads(access.socketUri()));
            return new TyrusLink(client, WebSocketConnection.ofClient(session), sockets);
        } catch (Throwable failure) {
            // Tyrus continues an interrupted handshake: without this, nothing would close that connection.
            sockets.close();
            client.shutdown();
            throw explained(failure);
        }
    }

    /** Tyrus decodes the query once before it sends it: a plus sign in a key would arrive as a blank. */
    private static URI asTyrusReads(URI address) {
        String text = address.toString();
        int query = text.indexOf('?');
        return URI.create(text.substring(0, query) + text.substring(query).replace("%", "%25"));
    }

    /** The message names the cause, which is not attached: its text may contain the address, and with it the key. */
    private IOException explained(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            int status = status(root);
            if (status != 0) {
                break;
            }
            root = root.getCause();
        }
        int status = status(root);
        if (status == 401 || status == 403) {
            return new FeedDialer.KeyRefusedException(status);
        }
        String why = status != 0 ? "HTTP " + status : access.redact(root.getClass().getSimpleName() + ": " + root.getMessage());
        return new IOException("No connection to " + access.redact(access.socketAddress().toString()) + ": " + why);
    }

    private static int status(Throwable failure) {
        if (failure instanceof DeploymentHandshakeException refused) {
            return refused.getHttpStatusCode();
        }
        return failure instanceof HandshakeException refused ? refused.getHttpStatusCode() : 0;
    }

    /** Passes the container's callbacks on. */
    private static final class Receiver extends Endpoint {
        private final Listener listener;

        Receiver(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, listener::received);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            String words = reason.getReasonPhrase();
            listener.closed("code " + reason.getCloseCode().getCode() + (words == null || words.isEmpty() ? "" : " " + words));
        }

        @Override
        public void onError(Session session, Throwable failure) {
            // The end of a connection is reported by onClose; a listener that fails has lost no more than one message.
        }
    }

    /** An open session, the client that opened it, and its socket. */
    private record TyrusLink(ClientManager client, WebSocketConnection sender, DialSockets sockets) implements FeedDialer.Link {
        @Override
        public void send(String text, Consumer<Optional<Throwable>> done) {
            sender.send(text, done);
        }

        @Override
        public void ping() {
            sender.ping();
        }

        @Override
        public void close() {
            try {
                sender.close(UNWANTED);
            } finally {
                sockets.close();
                client.shutdown();
            }
        }
    }
}
