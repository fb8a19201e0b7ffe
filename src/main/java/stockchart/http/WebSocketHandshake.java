package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;

/** A request to the address of a WebSocket. Stateless; any thread. */
public final class WebSocketHandshake {
    private WebSocketHandshake() {}

    /**
     * Returns whether the request may become a WebSocket: other requests to the address, such as for a picture on a page, carry no
     * upgrade.
     */
    public static boolean isRequested(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}
