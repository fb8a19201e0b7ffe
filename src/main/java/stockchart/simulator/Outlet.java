package stockchart.simulator;

import stockchart.container.TextSender;

/** The sending side of one client's connection. Called from any thread; never blocks. */
interface Outlet extends TextSender {
    /** Sends a WebSocket ping, so that a server that waits to read something gets the client's pong. */
    void ping();

    /** Closes the connection. Does nothing if it is closed. */
    void close(String reason);
}
