package stockchart.platform.websocket;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import stockchart.platform.ContainerRequest;
import stockchart.platform.FieldPath;

/**
 * A request that may be upgraded to a WebSocket. On Payara it makes Tyrus read through a {@link GuardedInput}, and only after the
 * session is open. By itself Tyrus starts reading before that: if a frame came in one packet with the handshake, Payara calls it
 * back on the thread that is to open the session, where it waits for that session to be open, and so the server loses a thread of
 * its pool permanently.
 *
 * <p>Confined to the thread of the request. Changes nothing on other servers.
 */
public final class GuardedUpgrade extends HttpServletRequestWrapper {
    private static final Logger LOG = System.getLogger(GuardedUpgrade.class.getName());
    /** From the servlet's request to the server's. */
    private static final FieldPath CATALINA = new FieldPath("request");
    private static final String TYRUS = "org.glassfish.tyrus.servlet.TyrusHttpUpgradeHandler";

    public GuardedUpgrade(HttpServletRequest request) {
        super(request);
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
        if (!type.getName().equals(TYRUS)) {
            return super.upgrade(type);
        }
        try {
            T tyrus = type.getDeclaredConstructor().newInstance();
            super.upgrade(Handler.class).reader = tyrus;
            beginService();
            return tyrus;
        } catch (ReflectiveOperationException changed) {
            throw new ServletException("Another version of Tyrus than is known", changed);
        }
    }

    /**
     * Marks this request for Payara as still being served. Payara reuses request objects, and one that ended with an asynchronous
     * answer keeps the mark that it has been served. A WebSocket that its client closes at once would then be recycled while the
     * thread that opened it still works on it, and that thread would do the rest to the next connection which is given the object.
     */
    private void beginService() {
        ServletRequest own = ContainerRequest.unwrap(getRequest());
        try {
            Object catalina = CATALINA.end(own);
            FieldPath.field(catalina.getClass(), "afterService").setBoolean(catalina, false);
        } catch (ReflectiveOperationException other) {
            LOG.log(Level.DEBUG, "This version of Payara is not known: {0}", other.toString());
        }
    }

    /** What the server notifies of the upgraded connection. Made by the server; called by one thread at a time. */
    public static final class Handler implements HttpUpgradeHandler {
        /** Set before the server calls. */
        HttpUpgradeHandler reader;

        @Override
        public void init(WebConnection connection) {
            try {
                GuardedConnection guarded = new GuardedConnection(connection);
                reader.init(guarded);
                if (!guarded.isClosed) {
                    guarded.input.listen();
                }
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
        }

        @Override
        public void destroy() {
            reader.destroy();
        }
    }

    /** A connection read through a guard. */
    private static final class GuardedConnection implements WebConnection {
        private final WebConnection connection;
        private final GuardedInput input;
        private volatile boolean isClosed;

        GuardedConnection(WebConnection connection) throws IOException {
            this.connection = connection;
            this.input = new GuardedInput(connection.getInputStream());
        }

        @Override
        public GuardedInput getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return connection.getOutputStream();
        }

        @Override
        public void close() throws Exception {
            isClosed = true;
            connection.close();
        }
    }
}
