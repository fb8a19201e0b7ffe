package stockchart.quotes;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.http.JsonResponse;
import stockchart.market.MarketHours;

/** {@code GET /api/market}: whether the US market trades now, and its sessions of these days. Any thread; no state. */
@WebServlet(value = "/api/market", asyncSupported = true)
public class MarketServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

    @Inject
    private transient MarketReference reference;

    /** Times are milliseconds since 1970 UTC; {@code session} and {@code holiday} are null when there is none. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MarketWatch.View view = reference.market().view();
        JsonObject body = BUILDERS.createObjectBuilder()
                .add("exchange", MarketWatch.EXCHANGE)
                .add("timezone", MarketHours.NEW_YORK.getId())
                .add("session", text(view.session().map(MarketHours.Session.Kind::word)))
                .add("holiday", text(view.holiday()))
                .add("confirmed", view.confirmed())
                .add("now", view.now())
                .add("sessions", sessions(view.sessions()))
                .build();
        response.setHeader("Cache-Control", "no-store");
        JsonResponse.send(response, HttpServletResponse.SC_OK, body.toString());
    }

    private static JsonArrayBuilder sessions(List<MarketHours.Session> sessions) {
        JsonArrayBuilder rows = BUILDERS.createArrayBuilder();
        for (MarketHours.Session session : sessions) {
            JsonObjectBuilder row = BUILDERS.createObjectBuilder().add("from", session.from()).add("to", session.to());
            rows.add(row.add("session", session.kind().word()));
        }
        return rows;
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(PROVIDER::createValue).orElse(JsonValue.NULL);
    }
}
