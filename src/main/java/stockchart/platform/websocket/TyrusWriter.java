package stockchart.platform.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusRemoteEndpoint;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * The place where Tyrus hands whole frames to the server. Writing there what {@link OutboundMessage} has built once spares encoding
 * the same text again for every client, which is half of what a delivery costs on Payara.
 *
 * <p>The standard has no way to it, so it is read from fields by their names; on any other server, or should a release rename
 * one, there is none, and all works as before, only slower. Frames written here keep their order among all others, because
 * Tyrus itself writes everything through the same object. Nothing may be written in the middle of a message sent in parts; this
 * application sends none.
 *
 * <p>Any thread.
 */
final class TyrusWriter implements FrameWriter {
    private static final Logger LOG = System.getLogger(TyrusWriter.class.getName());
    /** From the sending side of a session to its socket, from there to the protocol, from there to the writer. */
    static final Optional<Way> WAY = find();

    private final Writer writer;

    TyrusWriter(Writer writer) {
        this.writer = writer;
    }

    /** The writer of a server's open session, empty if it has none or it cannot be reached. */
    static Optional<Writer> of(Session session) {
        return session instanceof TyrusSession && WAY.isPresent() ? WAY.get().follow(session.getAsyncRemote()) : Optional.empty();
    }

    @Override
    public void write(byte[] frame, Consumer<Optional<Throwable>> done) {
        writer.write(ByteBuffer.wrap(frame), new Written(done));
    }

    private static Optional<Way> find() {
        try {
            return Optional.of(new Way(
                    open(TyrusRemoteEndpoint.class, "webSocket", TyrusWebSocket.class),
                    open(TyrusWebSocket.class, "protocolHandler", ProtocolHandler.class),
                    open(ProtocolHandler.class, "writer", Writer.class)));
        } catch (NoSuchFieldException | RuntimeException | LinkageError none) {
            LOG.log(Level.INFO, "This Tyrus encodes every text anew: {0}", none.toString());
            return Optional.empty();
        }
    }

    private static Field open(Class<?> owner, String name, Class<?> type) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        if (!type.isAssignableFrom(field.getType())) {
            throw new NoSuchFieldException(field + " is no " + type.getSimpleName());
        }
        field.setAccessible(true);
        return field;
    }

    /** The fields that lead to the writer. */
    record Way(Field socket, Field protocol, Field writer) {
        Optional<Writer> follow(RemoteEndpoint.Async remote) {
            try {
                return Optional.ofNullable((Writer) writer.get(protocol.get(socket.get(remote))));
            } catch (IllegalAccessException closed) {
                LOG.log(Level.DEBUG, "Texts are encoded anew: {0}", closed.toString());
                return Optional.empty();
            }
        }
    }

    /** Passes on how the writing of a frame ended. */
    private static final class Written extends CompletionHandler<ByteBuffer> {
        private final Consumer<Optional<Throwable>> done;

        Written(Consumer<Optional<Throwable>> done) {
            this.done = done;
        }

        @Override
        public void completed(ByteBuffer frame) {
            done.accept(Optional.empty());
        }

        @Override
        public void failed(Throwable failure) {
            done.accept(Optional.of(failure));
        }
    }
}
