package stockchart.feed;

import java.io.IOException;

/** Opens connections to Finnhub. */
interface FeedDialer {
    /**
     * Opens a connection; waits for the handshake.
     *
     * @param listener hears from the connection, possibly before this method has returned
     * @throws KeyRefusedException if Finnhub does not accept the key
     * @throws IOException if there is no connection for any other reason; its message never holds the key
     */
    FeedLink dial(Listener listener) throws IOException;

    /** Hears from one connection, on its read thread. */
    interface Listener {
        /** A text message has arrived. */
        void received(String text);

        /** The connection has ended; no further call follows. */
        void closed(String reason);
    }
}
