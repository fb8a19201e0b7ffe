package stockchart.dialect;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.catalog.CatalogAnswer;
import stockchart.catalog.CatalogList;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.History;
import stockchart.history.PastCandles;
import stockchart.history.providers.CandleQuery;
import stockchart.history.providers.ProvidedCandles;
import stockchart.http.ExchangeWatch;
import stockchart.http.JsonResponse;
import stockchart.market.Symbol;
import stockchart.quotes.MarketReference;
import stockchart.quotes.Quote;
import stockchart.rest.SharedFetches;
import stockchart.tape.Candle;

/**
 * {@code /api/v1/…}: those of Finnhub's paths for which the server has answers, in Finnhub's shapes; 404 in Finnhub's form for all
 * others. A token is ignored here; the filter for access has looked at it. Any thread; no state.
 */
@WebServlet(value = "/api/v1/*", asyncSupported = true)
public class DialectServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_FOUND = 50;
    private static final String US = "US";
    private static final String SECONDS = "[0-9]{1,12}";

    @Inject
    private transient SymbolCatalog catalog;

    @Inject
    private transient MarketReference reference;

    @Inject
    private transient ProvidedCandles candles;

    @Inject
    private transient History history;

    @Inject
    private transient ExchangeWatch watch;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        // Clients join a base address and a path in different ways: extra slashes are ignored.
        String path = Objects.requireNonNullElse(request.getPathInfo(), "").replaceAll("/+", "/").replaceFirst("/$", "");
        switch (path) {
            case "/quote" -> quote(request, response);
            case "/stock/candle" -> candles(CandleQuery.Kind.STOCK, request, response);
            case "/forex/candle" -> candles(CandleQuery.Kind.FOREX, request, response);
            case "/crypto/candle" -> candles(CandleQuery.Kind.CRYPTO, request, response);
            case "/stock/symbol" -> symbols(CatalogList.Kind.STOCK, request, response);
            case "/forex/symbol" -> symbols(CatalogList.Kind.FOREX, request, response);
            case "/crypto/symbol" -> symbols(CatalogList.Kind.CRYPTO, request, response);
            case "/search" -> search(request, response);
            case "/stock/market-status" -> marketStatus(request, response);
            default -> refuse(response, HttpServletResponse.SC_NOT_FOUND, "This server does not have this part of Finnhub's API");
        }
    }

    /** What cannot be a symbol has a quote of zeros, as at Finnhub. */
    private void quote(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String symbol = parameter(request, "symbol");
        if (symbol.isEmpty()) {
            refuse(response, UNPROCESSABLE, "Missing parameters");
        } else if (!Symbol.isWellFormed(symbol)) {
            JsonResponse.send(response, HttpServletResponse.SC_OK, DialectCodec.quote(Optional.empty()));
        } else {
            DialectAnswer<Optional<Quote>> answer = new DialectAnswer<>(response, DialectCodec::quote);
            reference.requests().get(new Symbol(symbol), answer);
        }
    }

    private void candles(CandleQuery.Kind kind, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String symbol = parameter(request, "symbol");
        String from = parameter(request, "from");
        String to = parameter(request, "to");
        Optional<CandleQuery.Resolution> resolution = CandleQuery.Resolution.of(parameter(request, "resolution"));
        if (Stream.of(symbol, from, to, parameter(request, "resolution")).anyMatch(String::isEmpty)) {
            refuse(response, UNPROCESSABLE, "Missing parameters");
        } else if (resolution.isEmpty()) {
            refuse(response, UNPROCESSABLE, "Wrong resolution");
        } else if (!from.matches(SECONDS) || !to.matches(SECONDS)) {
            refuse(response, UNPROCESSABLE, "Wrong time: from and to are seconds since 1970");
        } else if (!Symbol.isWellFormed(symbol) || Long.parseLong(from) > Long.parseLong(to)
                || Long.parseLong(from) > CandleQuery.MAX_SECONDS) {
            JsonResponse.send(response, HttpServletResponse.SC_OK, DialectCodec.candles(List.of()));
        } else {
            CandleQuery query = new CandleQuery(kind, new Symbol(symbol), resolution.get(), Long.parseLong(from),
                    Math.min(Long.parseLong(to), CandleQuery.MAX_SECONDS));
            String client = watch.proxies().client(request);
            Optional<PastCandles> past = history.past();
            SharedFetches.Receiver<List<Candle>> answer = new DialectAnswer<>(response, DialectCodec::candles);
            candles.requests().get(query, past.isEmpty() ? answer : new KnownCandles(query, past.get(), client, answer));
        }
    }

    /** Finnhub's rows with the fields that the server keeps; none of an exchange that is not configured. */
    private void symbols(CatalogList.Kind kind, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String exchange = parameter(request, "exchange");
        if (exchange.isEmpty()) {
            refuse(response, UNPROCESSABLE, "Missing parameters");
        } else {
            response.setHeader("Cache-Control", "no-cache");
            CatalogAnswer.send(request, response, catalog.list(kind, exchange), catalog.absence());
        }
    }

    private void search(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = parameter(request, "q");
        if (text.isEmpty()) {
            refuse(response, UNPROCESSABLE, "Missing parameters");
        } else {
            Optional<String> exchange = Optional.of(parameter(request, "exchange")).filter(named -> !named.isEmpty());
            JsonResponse.send(response, HttpServletResponse.SC_OK,
                    DialectCodec.found(catalog.search(text, exchange, MOST_FOUND)));
        }
    }

    private void marketStatus(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String exchange = parameter(request, "exchange");
        if (exchange.toUpperCase(Locale.ROOT).equals(US)) {
            JsonResponse.send(response, HttpServletResponse.SC_OK, DialectCodec.marketStatus(reference.market().view()));
        } else if (exchange.isEmpty()) {
            refuse(response, UNPROCESSABLE, "Missing parameters");
        } else {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "This server knows the hours of US only");
        }
    }

    /** The first one with a name; empty if there is none. */
    private static String parameter(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "").strip();
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        JsonResponse.send(response, status, DialectCodec.error(why));
    }
}
