package stockchart.catalog;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /api/symbols}: the whole catalogue as {@code [{"symbol","displaySymbol","description","type"}]}, sorted by symbol.
 * Compressed here rather than by the server, once per change instead of once per request. Any thread; no state.
 */
@Path("symbols")
public class CatalogResource {
    private static final int RETRY_SECONDS = 1;

    @Inject
    private SymbolCatalog catalog;

    /** 503 while no list has been fetched yet, 304 to a client that has this very content. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response symbols(@Context Request request, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String accepted) {
        Optional<CatalogSnapshot> known = catalog.snapshot();
        if (known.isEmpty()) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .entity("{\"error\":\"The list of symbols is being fetched\"}").build();
        }
        CatalogSnapshot snapshot = known.get();
        // Weak: compressed or not, it is the same list.
        EntityTag tag = new EntityTag(snapshot.tag(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING).build();
        }
        Response.ResponseBuilder answer = takesGzip(accepted)
                ? Response.ok(snapshot.gzip()).header(HttpHeaders.CONTENT_ENCODING, "gzip") : Response.ok(snapshot.json());
        return answer.tag(tag).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING).build();
    }

    private static boolean takesGzip(String accepted) {
        return accepted != null && accepted.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
