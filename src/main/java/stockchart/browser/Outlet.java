package stockchart.browser;

import stockchart.container.TextSender;

/** The sending side of one client's connection. */
interface Outlet extends TextSender {
    /** The address that the client counts for. */
    default String address() {
        return "";
    }

    /** Sends a WebSocket ping, which the client answers by itself. Failure shows as silence. */
    void ping();

    /** Says whether the connection is known to have ended, though the container may not have told of it. */
    default boolean isGone() {
        return false;
    }

    /** Closes the connection. Does nothing if it is closed. */
    void close(Goodbye goodbye);
}
