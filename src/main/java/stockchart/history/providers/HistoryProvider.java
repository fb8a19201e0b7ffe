package stockchart.history.providers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/** Has candles that were not recorded here. Any thread that may block; one request at a time. */
public interface HistoryProvider {
    /** What its candles are marked with: at most 16 lower-case letters, for example {@code binance}. Always the same. */
    String id();

    /** How it has candles of a symbol; empty if it has none of this kind, venue or width. Without a request. */
    Optional<Coverage> coverage(Listing listing, Width width);

    /**
     * Requests candles once, and returns them oldest first: their low is not above and their high not below the other prices, their
     * volume is not a number where the provider has none, and their number of trades is 0 where it has none. A day is called by its
     * date at 00:00 UTC, see {@link TradingDay}. None if there are none in this stretch.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC, a multiple of the width
     * @param to only candles that start before this time; at most as many as {@link Coverage#mostCandles} fit between the two
     * @throws RefusedException if the provider does not give these to us
     * @throws RestClient.BudgetException if there are or were too many requests
     * @throws IOException saying what else failed, fit for a log
     */
    List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException;

    /**
     * What a provider needs to know of a symbol: its row in the lists of symbols. A symbol's name is never taken apart, but for what an
     * exchange itself calls a pair, see {@link VenuePair}. Immutable.
     *
     * @param exchange Finnhub's name of the exchange whose list it stands in, for example {@code US} or {@code binance}
     * @param displaySymbol as the list shows it, for example {@code BTC/USDT}
     * @param day the days of its market
     */
    record Listing(Symbol symbol, CandleQuery.Kind kind, String exchange, String displaySymbol, TradingDay day) {}

    /**
     * How a provider has candles. Immutable.
     *
     * @param reach how old the oldest ones are, at most
     * @param mostCandles of one request
     * @param isAdjusted whether prices from before a split are divided: then they change when there is another one
     */
    record Coverage(Duration reach, int mostCandles, boolean isAdjusted) {}
}
