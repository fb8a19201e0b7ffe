package stockchart.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;

/** All trades that were sent, and the candles made of them as plainly as it can be. Test thread only. */
final class TradesSent {
    private final Map<Symbol, List<Trade>> trades = new HashMap<>();

    void add(Symbol symbol, Trade trade) {
        trades.computeIfAbsent(symbol, first -> new ArrayList<>()).add(trade);
    }

    List<Candle> candles(Symbol symbol, Width width, TradingDay day) {
        return candles(symbol, width, day, time -> true);
    }

    /** @param counts whether trades of a time are in candles */
    List<Candle> candles(Symbol symbol, Width width, TradingDay day, LongPredicate counts) {
        Map<Long, List<Trade>> parts = new TreeMap<>();
        for (Trade trade : trades.getOrDefault(symbol, List.of())) {
            if (counts.test(trade.time())) {
                long start = width == Width.DAY ? day.date(trade.time()).toEpochDay() * width.millis()
                        : trade.time() / width.millis() * width.millis();
                parts.computeIfAbsent(start, first -> new ArrayList<>()).add(trade);
            }
        }
        List<Candle> candles = new ArrayList<>();
        parts.forEach((start, arrived) -> {
            List<Trade> byTime = arrived.stream().sorted(Comparator.comparingLong(Trade::time)).toList();
            candles.add(new Candle(start, byTime.get(0).price(), arrived.stream().mapToDouble(Trade::price).max().orElseThrow(),
                    arrived.stream().mapToDouble(Trade::price).min().orElseThrow(), byTime.get(byTime.size() - 1).price(),
                    arrived.stream().mapToDouble(Trade::volume).sum(), arrived.size()));
        });
        return candles;
    }
}
