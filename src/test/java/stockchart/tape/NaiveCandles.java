package stockchart.tape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stockchart.market.Trade;
import stockchart.tape.Candle.Interval;

/** What the candles of a tape promise, written down as plainly as it can be: keeps every trade and sorts them anew each time. */
final class NaiveCandles {
    private final List<Trade> trades = new ArrayList<>();

    /** @param now the clock when the trade came, in milliseconds */
    void add(Trade trade, long now) {
        if (trade.time() <= now + 60_000) {
            trades.add(trade);
        }
    }

    /** The candles that start at or after a time. */
    List<Candle> of(Interval interval, long from) {
        long newest = trades.stream().mapToLong(trade -> start(trade, interval)).max().orElse(0);
        long window = newest - interval.kept() * interval.millis();
        return trades.stream().filter(trade -> start(trade, interval) > window && start(trade, interval) >= from)
                .collect(Collectors.groupingBy(trade -> start(trade, interval), TreeMap::new, Collectors.toList()))
                .entrySet().stream().map(candle -> candle(candle.getKey(), candle.getValue())).toList();
    }

    private static long start(Trade trade, Interval interval) {
        return trade.time() / interval.millis() * interval.millis();
    }

    private static Candle candle(long start, List<Trade> arrived) {
        List<Trade> byTime = arrived.stream().sorted(Comparator.comparingLong(Trade::time)).toList();
        double volume = 0;
        for (Trade trade : arrived) {
            volume += trade.volume();
        }
        return new Candle(start, byTime.get(0).price(), arrived.stream().mapToDouble(Trade::price).max().orElseThrow(),
                arrived.stream().mapToDouble(Trade::price).min().orElseThrow(), byTime.get(byTime.size() - 1).price(), volume,
                arrived.size());
    }
}
