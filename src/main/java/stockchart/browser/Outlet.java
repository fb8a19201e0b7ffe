package stockchart.browser;

import java.util.Optional;
import java.util.function.Consumer;

/** The sending side of one connection. */
interface Outlet {
    /**
     * Sends a text without waiting.
     *
     * @param done called once, with what went wrong if something did; may be called before this method returns
     */
    void send(String text, Consumer<Optional<Throwable>> done);

    /** Sends a WebSocket ping, which the other side answers by itself. Errors show as silence. */
    void ping();

    /** Closes the connection. Does nothing if it is closed. */
    void close(Goodbye goodbye);
}
