package stockchart.catalog;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.container.JsonAnswer;

/**
 * {@code GET /api/symbols}: the whole catalogue as {@code [{"symbol","displaySymbol","description","type"}]}, sorted by symbol.
 * {@code Symbol-Lists} tells of which exchanges, and how many of each. Compressed here rather than by the server, once per change instead of once per request. Any thread; no state.
 */
@WebServlet("/api/symbols")
public class CatalogServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern GZIP = Pattern.compile(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");

    @Inject
    private transient SymbolCatalog catalog;

    /** 503 and why while there is no list, 304 to a client that has this very content. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Symbol-Lists", catalog.lists());
        Optional<CatalogSnapshot> known = catalog.snapshot();
        if (known.isEmpty()) {
            Catalog.Unavailable absence = catalog.absence();
            response.setIntHeader("Retry-After", absence.retrySeconds());
            JsonAnswer.send(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, absence.json());
            return;
        }
        CatalogSnapshot snapshot = known.get();
        response.setHeader("ETag", "W/\"" + snapshot.tag() + '"');
        response.setHeader("Vary", "Accept-Encoding");
        if (isKnown(request.getHeader("If-None-Match"), snapshot.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else if (takesGzip(request.getHeader("Accept-Encoding"))) {
            response.setHeader("Content-Encoding", "gzip");
            JsonAnswer.send(response, snapshot.gzip());
        } else {
            response.setContentType("application/json");
            try (InputStream json = snapshot.json()) {
                json.transferTo(response.getOutputStream());
            }
        }
    }

    /** Weak comparison (RFC 9110, 13.1.2): compressed or not, it is the same list. A tag is hexadecimal, so no part of another. */
    private static boolean isKnown(String tags, String tag) {
        return tags != null && (tags.strip().equals("*") || tags.contains('"' + tag + '"'));
    }

    private static boolean takesGzip(String accepted) {
        return accepted != null && GZIP.matcher(accepted.toLowerCase(Locale.ROOT)).matches();
    }
}
