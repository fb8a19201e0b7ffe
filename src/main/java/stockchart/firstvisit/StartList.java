package stockchart.firstvisit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stockchart.catalog.CatalogList;
import stockchart.catalog.CatalogList.Kind;
import stockchart.catalog.CatalogSettings;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.History;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.quotes.MarketReference;
import stockchart.settings.Settings;

/** The symbols that a first visit opens with now, chosen from what the rest of the application knows. Any thread; no state. */
@ApplicationScoped
public class StartList {
    private static final List<String> STOCKS = List.of("AAPL", "NVDA", "MSFT", "TSLA", "SPY");
    private static final List<String> CRYPTO = List.of("BTC/USDT", "BTC/USD", "BTC/EUR", "ETH/USDT", "ETH/USD");
    private static final List<String> FOREX = List.of("EUR/USD");
    /** For the time without lists: the same of the exchanges that are set unless others are. */
    private static final Map<CatalogList, List<String>> UNLISTED = Map.of(new CatalogList(Kind.STOCK, "US"), STOCKS,
            new CatalogList(Kind.CRYPTO, "binance"), List.of("BINANCE:BTCUSDT"),
            new CatalogList(Kind.FOREX, "oanda"), List.of("OANDA:EUR_USD"));

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private History history;

    @Inject
    private SymbolCatalog catalog;

    @Inject
    private MarketReference reference;

    /**
     * The one for the chart first; none if the operator wants none, or if no price can come because Finnhub refuses the key. Public
     * for the proxy.
     */
    public List<Symbol> symbols() {
        FeedStatus feed = registry.stats().status();
        return feed.state() == FeedStatus.State.REFUSED ? List.of()
                : chosen(StartSettings.from(Settings.ofServer()), feed.simulated());
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
