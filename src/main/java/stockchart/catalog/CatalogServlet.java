package stockchart.catalog;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /api/symbols}: the whole catalogue as {@code [{"symbol","displaySymbol","description","type"}]}, sorted by symbol. The
 * header {@code Symbol-Lists} names the exchanges and the size of each list. Compressed here rather than by the server, once per
 * change instead of once per request. Any thread; no state.
 */
@WebServlet(value = "/api/symbols", asyncSupported = true)
public class CatalogServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SymbolCatalog catalog;

    /** 503 with the reason while there is no list, 304 to a client that has this content. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Symbol-Lists", catalog.lists());
        CatalogAnswer.send(request, response, catalog.snapshot(), catalog.absence());
    }
}
