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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stockchart.catalog.CatalogList;
import stockchart.catalog.CatalogList.Kind;
import stockchart.catalog.CatalogSettings;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.History;
import stockchart.http.JsonResponse;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.quotes.MarketReference;
import stockchart.settings.Settings;

/** {@code GET /api/start}: the symbols that a first visit opens with, the one for the chart first. Any thread; no state. */
@WebServlet(value = "/api/start", asyncSupported = true)
public class StartServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonBuilderFactory BUILDERS = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final List<String> STOCKS = List.of("AAPL", "NVDA", "MSFT", "TSLA", "SPY");
    private static final List<String> CRYPTO = List.of("BTC/USDT", "BTC/USD", "BTC/EUR", "ETH/USDT", "ETH/USD");
    private static final List<String> FOREX = List.of("EUR/USD");
    /** For the time without lists: the same of the exchanges that are set unless others are. */
    private static final Map<CatalogList, List<String>> UNLISTED = Map.of(new CatalogList(Kind.STOCK, "US"), STOCKS,
            new CatalogList(Kind.CRYPTO, "binance"), List.of("BINANCE:BTCUSDT"),
            new CatalogList(Kind.FOREX, "oanda"), List.of("OANDA:EUR_USD"));

    @Inject
    private transient SubscriptionRegistry registry;

    @Inject
    private transient History history;

    @Inject
    private transient SymbolCatalog catalog;

    @Inject
    private transient MarketReference reference;

    /** {@code symbols}; none if the operator wants none, or if no price can come because Finnhub refuses the key. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonArrayBuilder symbols = BUILDERS.createArrayBuilder();
        FeedStatus feed = registry.stats().status();
        if (feed.state() != FeedStatus.State.REFUSED) {
            chosen(StartSettings.from(Settings.ofServer()), feed.simulated()).forEach(symbol -> symbols.add(symbol.value()));
        }
        response.setHeader("Cache-Control", "no-store");
        JsonObject body = BUILDERS.createObjectBuilder().add("symbols", symbols).build();
        JsonResponse.send(response, HttpServletResponse.SC_OK, body.toString());
    }

    private List<Symbol> chosen(StartSettings settings, boolean isSimulated) {
        if (!settings.isAutomatic()) {
            return StartSymbols.of(settings, List.of(), List.of(), List.of(), symbol -> false);
        }
        return StartSymbols.of(settings, registry.candles().watched(), history.recentSymbols(), usual(),
                symbol -> !isSimulated && reference.market().isClosed(symbol));
    }

    /** One of crypto is enough: it stands for those that are traded at night. */
    private List<Symbol> usual() {
        if (catalog.snapshot().isEmpty()) {
            return CatalogSettings.from(Settings.ofServer()).lists().stream()
                    .flatMap(list -> UNLISTED.getOrDefault(list, List.of()).stream()).map(Symbol::new).toList();
        }
        Stream<Symbol> night = Stream.concat(catalog.named(Kind.CRYPTO, CRYPTO).stream(), catalog.first(Kind.CRYPTO).stream())
                .limit(1);
        return Stream.of(catalog.named(Kind.STOCK, STOCKS).stream(), night, catalog.named(Kind.FOREX, FOREX).stream())
                .flatMap(each -> each).toList();
    }
}
