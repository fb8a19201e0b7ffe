package stockchart.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import stockchart.market.Trade;

/**
 * The figures of one instrument's day: its first, last, highest and lowest price, exactly those that a client that received the
 * whole day has seen. A day has hundreds of thousands of trades: the highest and the lowest are found by searching only stretches
 * of time in which the walk can be high or low enough. Confined to the caller.
 */
final class SimulatedDay {
    /** Stretches as short as this are searched trade by trade. */
    private static final long FEW_SLOTS = 50;
    /** How much is searched at a time for a first or last trade. */
    private static final long STRIDE = 600;
    /** The rarest instruments trade every few seconds: one without a trade by then never has one. */
    private static final long FARTHEST = 36_000;

    private final TradeStream stream;
    private final long start;
    private final long lastSlot;

    /**
     * @param start when the day begins, in milliseconds
     * @param now later trades are not known yet
     */
    SimulatedDay(TradeStream stream, long start, long now) {
        this.stream = stream;
        this.start = start;
        this.lastSlot = TradeStream.lastSlot(now);
    }

    /** The price of the day's first trade. */
    Optional<Double> open() {
        for (long slot = firstSlot(); slot <= lastSlot; slot += STRIDE) {
            Optional<Trade> first = trades(slot, Math.min(lastSlot, slot + STRIDE - 1), this::isToday).stream()
                    .min(Comparator.comparingLong(Trade::time));
            if (first.isPresent()) {
                return first.map(Trade::price);
            }
        }
        return Optional.empty();
    }

    /** The newest trade, of the day or of an earlier one. */
    Optional<Trade> last() {
        return lastBefore(lastSlot, trade -> true);
    }

    /** The price of the newest trade before the day. */
    Optional<Double> previousClose() {
        return lastBefore(firstSlot() - 1, trade -> !isToday(trade)).map(Trade::price);
    }

    /** The day's highest price; the given one if no trade's is higher. */
    double high(double known) {
        return new Search(1).in(firstSlot(), lastSlot, known);
    }

    /** The day's lowest price; the given one if no trade's is lower. */
    double low(double known) {
        return -new Search(-1).in(firstSlot(), lastSlot, -known);
    }

    private long firstSlot() {
        return TradeStream.lastSlot(start) + 1;
    }

    private boolean isToday(Trade trade) {
        return trade.time() >= start;
    }

    private Optional<Trade> lastBefore(long slot, Predicate<Trade> wanted) {
        for (long to = slot; to > slot - FARTHEST; to -= STRIDE) {
            List<Trade> trades = trades(to - STRIDE + 1, to, wanted);
            if (!trades.isEmpty()) {
                return Optional.of(trades.get(trades.size() - 1));
            }
        }
        return Optional.empty();
    }

    private List<Trade> trades(long from, long to, Predicate<Trade> wanted) {
        List<Trade> trades = new ArrayList<>(stream.trades(from - 1, to));
        trades.removeIf(wanted.negate());
        return trades;
    }

    /** The search for the highest price, or the lowest with every price taken as its negative. */
    private final class Search {
        private final int sign;

        Search(int sign) {
            this.sign = sign;
        }

        double in(long from, long to, double best) {
            if (from > to || stream.bound(from, to, sign) <= best) {
                return best;
            }
            if (to - from < FEW_SLOTS) {
                return trades(from, to, SimulatedDay.this::isToday).stream().mapToDouble(trade -> sign * trade.price())
                        .reduce(best, Math::max);
            }
            long middle = (from + to) >>> 1;
            boolean laterFirst = stream.bound(middle + 1, to, sign) > stream.bound(from, middle, sign);
            return laterFirst ? in(from, middle, in(middle + 1, to, best)) : in(middle + 1, to, in(from, middle, best));
        }
    }
}
