package stockchart.feed;

import java.time.Clock;
import java.util.List;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/** Counters of a feed that one late trade has come from. */
public final class LateTrades {
    private LateTrades() {}

    /** @param millis how late it came */
    public static FeedCounters by(long millis) {
        FeedCounters counters = new FeedCounters(Clock.systemUTC());
        long time = Clock.systemUTC().millis() - millis;
        counters.delays.record(List.of(new SymbolTrade(new Symbol("LATE"), new Trade(1, time, 1))));
        counters.trades.add(1);
        return counters;
    }
}
