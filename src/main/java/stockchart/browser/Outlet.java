package stockchart.browser;

import stockchart.container.TextSender;

/** The sending side of one client's connection. */
interface Outlet extends TextSender {
    /** Sends a WebSocket ping, which the client answers by itself. Failure shows as silence. */
    void ping();

    /** Closes the connection. Does nothing if it is closed. */
    void close(Goodbye goodbye);
}
