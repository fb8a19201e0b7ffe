package stockchart.catalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.http.BufferedResponse;
import stockchart.http.EntityTags;
import stockchart.http.Gzip;
import stockchart.http.JsonResponse;

/** Answers a request with symbols. Stateless; any thread. */
public final class CatalogAnswer {
    private CatalogAnswer() {}

    /**
     * 503 with the reason while there are none, 304 to a client that has this content.
     *
     * @param absence why there are none
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, Optional<CatalogSnapshot> known,
            Catalog.Unavailable absence) throws IOException {
        if (known.isEmpty()) {
            response.setIntHeader("Retry-After", absence.retrySeconds());
            JsonResponse.send(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, absence.json());
            return;
        }
        CatalogSnapshot snapshot = known.get();
        response.setHeader("Vary", "Accept-Encoding");
        if (EntityTags.isKnown(request, response, snapshot.tag())) {
            return;
        }
        response.setContentType("application/json");
        BufferedResponse held = BufferedResponse.of(response);
        if (Gzip.isAccepted(request)) {
            response.setHeader("Content-Encoding", "gzip");
            held.share(snapshot.gzip());
        } else {
            held.share(snapshot.json(), BufferedResponse.UNKNOWN_LENGTH);
        }
    }
}
