package stockchart.firstvisit;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import stockchart.http.JsonResponse;

/** {@code GET /api/start}: the symbols that a first visit opens with, the one for the chart first. Any thread; no state. */
@WebServlet(value = "/api/start", asyncSupported = true)
public class StartServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonBuilderFactory BUILDERS = JsonProvider.provider().createBuilderFactory(Map.of());
    @Inject
    private transient StartList list;

    /** {@code symbols}; none if the operator wants none, or if no price can come because Finnhub refuses the key. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonArrayBuilder symbols = BUILDERS.createArrayBuilder();
        list.symbols().forEach(symbol -> symbols.add(symbol.value()));
        response.setHeader("Cache-Control", "no-store");
        JsonObject body = BUILDERS.createObjectBuilder().add("symbols", symbols).build();
        JsonResponse.send(response, HttpServletResponse.SC_OK, body.toString());
    }
}
