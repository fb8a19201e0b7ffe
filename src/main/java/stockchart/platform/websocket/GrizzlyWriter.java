package stockchart.platform.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.ssl.SSLUtils;
import stockchart.platform.FieldPath;

/**
 * Writes frames where Payara's network layer keeps what waits to be written to a connection. Between there and Tyrus lie the
 * servlet's output stream, two buffers and a chain of HTTP filters, none of which has anything to add to a frame, and which take
 * most of the time a send costs.
 *
 * <p>Only for connections without TLS, because encrypting is what one of those filters does: neither the server nor the connection
 * itself may know of any. Everything else that is written to
 * the connection passes the same queue in the end, so frames keep their order and are never mixed up.
 *
 * <p>The way there leads through fields by their names; should a release rename one, there is none, and all works as before, only
 * slower.
 */
final class GrizzlyWriter implements FrameWriter {
    private static final Logger LOG = System.getLogger(GrizzlyWriter.class.getName());
    /**
     * From Tyrus' writer to the upgrade's handler behind its proxy, the servlet's stream, its buffer, Grizzly's, the connection.
     */
    private static final FieldPath WAY =
            new FieldPath("tyrusHttpUpgradeHandler", "handler", "os", "ob", "grizzlyOutputBuffer", "connection");

    private final Connection<SocketAddress> connection;
    private final AsyncQueueWriter<SocketAddress> queue;

    private GrizzlyWriter(Connection<SocketAddress> connection, AsyncQueueWriter<SocketAddress> queue) {
        this.connection = connection;
        this.queue = queue;
    }

    /**
     * The way behind a writer of Tyrus, empty if it is another server's or the connection is encrypted.
     *
     * @param writer typed as an object, because what it is made of differs between servers
     */
    static Optional<FrameWriter> behind(Object writer, boolean isSecure) {
        if (isSecure) {
            return Optional.empty();
        }
        try {
            return of(WAY.end(writer));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError none) {
            LOG.log(Level.DEBUG, "Frames use Tyrus: {0}", none.toString());
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<FrameWriter> of(Object end) {
        if (end instanceof Connection<?> connection && connection.getTransport() instanceof NIOTransport transport
                && transport.getAsyncQueueIO().getWriter() instanceof AsyncQueueWriter<?> queue
                && SSLUtils.getSSLEngine(connection) == null) {
            return Optional.of(new GrizzlyWriter((Connection<SocketAddress>) connection, (AsyncQueueWriter<SocketAddress>) queue));
        }
        return Optional.empty();
    }

    @Override
    public void write(byte[] frame, Consumer<Optional<Throwable>> done) {
        queue.write(connection, null, Buffers.wrap(connection.getMemoryManager(), frame), new Written(done));
    }

    @Override
    public boolean isGone() {
        return !connection.isOpen();
    }

    /** Passes on how the writing of a frame ended. */
    private static final class Written extends EmptyCompletionHandler<WriteResult<WritableMessage, SocketAddress>> {
        private final Consumer<Optional<Throwable>> done;

        Written(Consumer<Optional<Throwable>> done) {
            this.done = done;
        }

        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> written) {
            done.accept(Optional.empty());
        }

        @Override
        public void failed(Throwable failure) {
            done.accept(Optional.of(failure));
        }

        @Override
        public void cancelled() {
            done.accept(Optional.of(new IllegalStateException("The connection has closed")));
        }
    }
}
