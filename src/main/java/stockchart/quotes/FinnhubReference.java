package stockchart.quotes;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.rest.RestCall;
import stockchart.rest.RestClient;

/** Finnhub's REST paths for quotes and the market, or the simulator's. Immutable; any thread that may block. */
final class FinnhubReference implements Quotes.Source, MarketWatch.Source {
    private static final String EXCHANGE = "exchange";

    private final RestClient client;

    FinnhubReference(RestClient client) {
        this.client = client;
    }

    @Override
    public Optional<Quote> fetch(Symbol symbol) throws IOException {
        try {
            return client.get(RestCall.single("/quote", "symbol", symbol.value()), ReferenceCodec::quote);
        } catch (RestClient.StatusException refusal) {
            if (refusal.isFinal()) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public List<MarketHours.Holiday> holidays() throws IOException {
        return client.get(RestCall.common("/stock/market-holiday", EXCHANGE, MarketWatch.EXCHANGE), ReferenceCodec::holidays);
    }

    @Override
    public MarketWatch.Status status() throws IOException {
        return client.get(RestCall.common("/stock/market-status", EXCHANGE, MarketWatch.EXCHANGE), ReferenceCodec::status);
    }
}
