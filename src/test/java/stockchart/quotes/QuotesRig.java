package stockchart.quotes;

import java.time.Clock;
import java.util.concurrent.Executor;
import stockchart.hub.Polling;
import stockchart.quotes.MarketReference.FinnhubReference;
import stockchart.rest.RestClient;

/** Quotes and market hours as {@link MarketReference} runs them, on virtual time. Confined to the test's thread. */
public final class QuotesRig {
    private static final int CAPACITY = 100;

    private final MarketWatch market;
    private final Quotes quotes;

    /** @param clock both the time of day and the clock that does not jump */
    public QuotesRig(RestClient client, Polling hub, Clock clock, Executor executor) {
        FinnhubReference finnhub = new FinnhubReference(client);
        market = new MarketWatch(finnhub, clock, clock, () -> 0.5);
        hub.setClosedCheck(market::isClosed);
        quotes = new Quotes(finnhub, hub, new QuotePoller(hub, client::pollsPerMinute, clock), market::tradingDay, clock, clock,
                executor, CAPACITY);
    }

    /** The recurring step, due every 500 ms. */
    public void tick() {
        if (market.isDue()) {
            market.refresh();
        }
        quotes.tick();
    }

    /** The market's present state. */
    public MarketWatch.View market() {
        return market.view();
    }
}
