package stockchart.feed;

import java.io.IOException;
import stockchart.platform.websocket.SendLoop.TextSender;

/** Opens connections to Finnhub. */
interface FeedDialer {
    /**
     * Opens a connection; waits for the handshake.
     *
     * @param listener called by the connection, possibly before this method has returned
     * @throws KeyRefusedException if Finnhub does not accept the key
     * @throws IOException if there is no connection for any other reason; its message never contains the key
     */
    Link dial(Listener listener) throws IOException;

    /** Receives from one connection, on its read thread. */
    interface Listener {
        /**
         * Dialling has begun.
         *
         * @param abort closes the connection at whatever stage it is, without waiting; any thread. Nothing is aborted that begins
         *     later, so the dialling thread must be interrupted first
         */
        default void dialling(Runnable abort) {}

        /** A text message has arrived. */
        void received(String text);

        /** The connection has ended; no further call follows. */
        void closed(String reason);
    }

    /** One open connection to Finnhub. Any thread. */
    interface Link extends TextSender {
        /** Sends a WebSocket ping, so that no proxy on the way closes the connection as idle. */
        void ping();

        /** Ends the connection and closes its socket, whether the other side answers or not. */
        void close();
    }

    /** Finnhub answered the handshake with 401 or 403: the key is wrong, or not allowed to do this. */
    static final class KeyRefusedException extends IOException {
        private static final long serialVersionUID = 1;

        KeyRefusedException(int httpStatus) {
            super("The API key was refused with HTTP " + httpStatus);
        }
    }
}
