package stockchart.cluster.redis;

import java.util.List;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/**
 * Consecutive trades of one symbol with their numbers. Immutable.
 *
 * @param epoch which series of numbers it belongs to, see {@link ClusterStore#carry}
 * @param first the number of the first trade, 1 or above
 * @param trades at least one
 */
public record TradeBlock(Symbol symbol, long epoch, long first, List<Trade> trades) {
    /** @throws IllegalArgumentException if it has no trade, or a number that is none */
    public TradeBlock {
        trades = List.copyOf(trades);
        if (trades.isEmpty() || first < 1 || epoch < 1) {
            throw new IllegalArgumentException("No block of trades: " + trades.size() + " from " + first + " of epoch " + epoch);
        }
    }

    /** The number of the last trade. */
    public long last() {
        return first + trades.size() - 1;
    }

    /** What of it lies behind a number. @param number below the last one */
    public TradeBlock after(long number) {
        return number < first ? this
                : new TradeBlock(symbol, epoch, number + 1, trades.subList((int) (number + 1 - first), trades.size()));
    }
}
