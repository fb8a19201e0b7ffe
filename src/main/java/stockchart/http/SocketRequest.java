package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;

/** A request to the address of a WebSocket. Stateless; any thread. */
public final class SocketRequest {
    private SocketRequest() {}

    /** Says whether a socket may come of it: whatever else asks for the address, such as a picture on a page, asks for no upgrade. */
    public static boolean isHandshake(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}
