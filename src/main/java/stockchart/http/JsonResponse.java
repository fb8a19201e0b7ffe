package stockchart.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers a request with JSON. Plain servlets instead of JAX-RS, because Payara's Jersey, about once in thirty starts on a busy
 * machine, injects one of its own parts with another's and then fails the whole deployment. Stateless; any thread.
 */
public final class JsonResponse {
    private static final String TYPE = "application/json";

    private JsonResponse() {}

    /**
     * Sends a text.
     *
     * @param status of HTTP
     */
    public static void send(HttpServletResponse response, int status, String json) throws IOException {
        response.setStatus(status);
        send(response, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes that are JSON in UTF-8 already, or JSON compressed as declared in the response's headers. */
    public static void send(HttpServletResponse response, byte[] json) throws IOException {
        response.setContentType(TYPE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
