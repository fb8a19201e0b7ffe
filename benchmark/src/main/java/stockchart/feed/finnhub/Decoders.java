package stockchart.feed.finnhub;

import java.util.List;
import java.util.function.Function;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Trade.SymbolTrade;

/** Lets the benchmark of the hot path at this package's decoders. */
public final class Decoders {
    private Decoders() {}

    /** The decoder of one connection. */
    public static Function<String, List<SymbolTrade>> scanner() {
        FastTradeParser scanner = new FastTradeParser();
        return text -> ((Trades) scanner.decode(text)).prints();
    }

    /** The decoder as it is without the scanner. */
    public static Function<String, List<SymbolTrade>> jsonP() {
        return text -> ((Trades) FinnhubCodec.decode(text)).prints();
    }
}
