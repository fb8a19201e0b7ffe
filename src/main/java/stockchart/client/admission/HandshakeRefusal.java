package stockchart.client.admission;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import stockchart.http.JsonResponse;

/** Why somebody is not let in, as HTTP tells it. */
public enum HandshakeRefusal {
    /** A page of another site. */
    ORIGIN(403, 0, "Pages of this origin may not connect; STOCKCHART_ALLOWED_ORIGINS lists those that may"),
    /** The client's address holds as many places as it may. */
    ADDRESS(429, 10, "Too many connections from your address; please close one, or come back later"),
    /** The server holds as many clients as it may. */
    FULL(503, 10, "The server is full; please come back later"),
    /** More came in this second than may. */
    RATE(429, 1, "Too many connections at once; please come back in a second");

    private final int status;
    /** After how many seconds it may be different; 0 if waiting does not help. */
    private final int retryAfter;
    /** For the person at the other end; without characters that JSON escapes. */
    private final String sentence;

    HandshakeRefusal(int status, int retryAfter, String sentence) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.sentence = sentence;
    }

    /** Its name in the counters. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whoever is refused. */
    public void send(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (retryAfter > 0) {
            response.setIntHeader("Retry-After", retryAfter);
        }
        JsonResponse.send(response, status, "{\"error\":\"" + sentence + "\"}");
    }
}
