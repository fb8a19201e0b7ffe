package stockchart.container;

import jakarta.websocket.Session;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.tyrus.spi.Writer;

/**
 * Writes whole frames that were built once for many clients, past the layers that would build and copy each anew for every
 * client. Any thread; nothing here waits for the client.
 */
interface FrameWriter {
    /**
     * Writes a frame without waiting.
     *
     * @param frame not to be changed by anybody afterwards
     * @param done called once, with what went wrong if something did; may be called before this method returns
     */
    void write(byte[] frame, Consumer<Optional<Throwable>> done);

    /** Says whether the connection is known to have ended; the server may not have told of it. */
    default boolean isGone() {
        return false;
    }

    /** The shortest way to the client of a server's open session; empty where there is none but the standard's. */
    static Optional<FrameWriter> of(Session session) {
        return TyrusWriter.of(session).map(tyrus -> behind(tyrus, session.isSecure()).orElse(new TyrusWriter(tyrus)));
    }

    private static Optional<FrameWriter> behind(Writer tyrus, boolean isSecure) {
        try {
            return GrizzlyWriter.behind(tyrus, isSecure);
        } catch (LinkageError notThere) {
            // This server has no Grizzly, or hides it from applications.
            return Optional.empty();
        }
    }
}
