package stockchart.quotes;

import jakarta.inject.Inject;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import stockchart.http.JsonResponse;
import stockchart.market.Symbol;
import stockchart.quotes.Quotes.Answer.Known;
import stockchart.quotes.Quotes.Answer.Later;
import stockchart.quotes.Quotes.Answer.None;

/**
 * {@code GET /api/quote?symbol=AAPL}: the close before the present trading day, and that day's figures so far. Never waits for
 * Finnhub: an unknown quote is fetched while the client waits to retry. Any thread; no state.
 */
@WebServlet(value = "/api/quote", asyncSupported = true)
public class QuoteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonBuilderFactory BUILDERS = JsonProvider.provider().createBuilderFactory(Map.of());

    @Inject
    private transient MarketReference reference;

    /**
     * 400 if it is not a symbol, 404 if there is no quote for it or no client watches it, 202 while it is fetched, 503 if that has
     * to wait.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        String symbol = request.getParameter("symbol");
        if (Symbol.isWellFormed(symbol)) {
            answer(response, reference.quotes().request(new Symbol(symbol)));
        } else {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST,
                    "Not a symbol: " + Symbol.quoted(symbol) + "; ask for example for ?symbol=AAPL");
        }
    }

    private static void answer(HttpServletResponse response, Quotes.Answer answer) throws IOException {
        if (answer instanceof Known known) {
            JsonResponse.send(response, HttpServletResponse.SC_OK, body(known));
        } else if (answer instanceof Later later) {
            response.setIntHeader("Retry-After", later.seconds());
            // A pending quote is no failure: a browser would report one in its console at each new symbol.
            if (later.underWay()) {
                JsonResponse.send(response, HttpServletResponse.SC_ACCEPTED, "{}");
            } else {
                refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, later.why());
            }
        } else if (answer instanceof None none) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, none.why());
        }
    }

    private static String body(Known known) {
        JsonObjectBuilder body = BUILDERS.createObjectBuilder().add("symbol", known.symbol().value())
                .add("previousClose", known.previousClose()).add("time", known.time());
        known.day().ifPresent(day -> body.add("open", day.open()).add("high", day.high()).add("low", day.low()));
        return body.build().toString();
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        JsonResponse.send(response, status, BUILDERS.createObjectBuilder().add("error", why).build().toString());
    }
}
