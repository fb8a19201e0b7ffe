package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.attributes.AttributeHolder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.nio.NIOConnection;
import stockchart.http.RequestConnection.HeadTimeouts;
import stockchart.platform.FieldPath;

/** The connection behind a request of Payara. Loaded where Grizzly is only. Any thread. */
final class GrizzlyConnection implements RequestConnection {
    /** From the servlet's request to Catalina's, to Grizzly's, to what Grizzly keeps with it. */
    private static final FieldPath WAY = new FieldPath("request", "coyoteRequest", "ctx");

    private static final String LIMIT = GrizzlyConnection.class.getName() + ".limit";
    private static final Logger LOG = System.getLogger(GrizzlyConnection.class.getName());
    /**
     * How much the system keeps of what a client has not read, several times what the page's largest file takes. Left to itself it
     * keeps megabytes, and a client that repeats requests without reading has as many answers built.
     */
    private static final int SEND_BUFFER = 131_072;

    /**
     * How many bytes of an answer may be queued before no more is requested: one piece. Grizzly 5 ends a connection whose queue
     * holds four times its limit, and one write is a piece and the answer's head.
     */
    private static final int HELD = ResponseWriter.PIECE;

    private final Connection<?> connection;
    private final boolean isLast;
    /** The queue's limit, for a WebSocket that may come of the connection. */
    private final int usual;

    private GrizzlyConnection(Connection<?> connection, boolean isLast) {
        this.connection = connection;
        this.isLast = isLast;
        this.usual = usualLimit(connection);
    }

    private static int usualLimit(Connection<?> connection) {
        AttributeHolder attributes = connection.getAttributes();
        if (attributes.getAttribute(LIMIT) instanceof Integer known) {
            return known;
        }
        int limit = connection.getMaxAsyncWriteQueueSize();
        attributes.setAttribute(LIMIT, limit);
        return limit;
    }

    /** @throws ReflectiveOperationException if it is another server's */
    static RequestConnection of(HttpServletRequest request) throws ReflectiveOperationException {
        boolean isLast = "close".equalsIgnoreCase(request.getHeader("Connection"));
        return new GrizzlyConnection(((FilterChainContext) WAY.end(request)).getConnection(), isLast);
    }

    @Override
    public void watchHeadTimeouts(Map<Object, HeadTimeouts> watched) {
        watched.computeIfAbsent(connection.getTransport(),
                any -> GrizzlyHeadTimeout.of(connection.getTransport(), System::nanoTime));
    }

    @Override
    public void cut() {
        connection.terminateSilently();
    }

    @Override
    public void hold() {
        if (connection instanceof NIOConnection nio && nio.getChannel() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "A connection had ended already: {0}", gone.toString());
            }
        }
        connection.setMaxAsyncWriteQueueSize(HELD);
    }

    /**
     * Without a limit of the queue, or the thread that ends the answer waits for it to be empty. That thread continues with the
     * next request if the client has sent several at once: clients that send hundreds would share the server's threads among them.
     */
    @Override
    public void end(Runnable end, Executor turns) {
        if (isLast) {
            endUnlimited(end);
        } else {
            turns.execute(() -> endUnlimited(end));
        }
    }

    private void endUnlimited(Runnable end) {
        connection.setMaxAsyncWriteQueueSize(AsyncQueueWriter.UNLIMITED_SIZE);
        end.run();
        if (connection.getMaxAsyncWriteQueueSize() == AsyncQueueWriter.UNLIMITED_SIZE) {
            connection.setMaxAsyncWriteQueueSize(usual);
        }
    }
}
