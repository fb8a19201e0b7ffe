package stockchart.platform.websocket;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes whole frames that were encoded once for many clients, past the layers that would encode and copy each anew for every
 * client. Any thread; no method waits for the client.
 */
interface FrameWriter {
    /**
     * Writes a frame without waiting.
     *
     * @param frame not to be changed afterwards
     * @param done called once, with what went wrong if something did; may be called before this method returns
     */
    void write(byte[] frame, Consumer<Optional<Throwable>> done);

    /** Returns whether the connection is known to have ended, though the server may not have reported it. */
    default boolean isGone() {
        return false;
    }
}
