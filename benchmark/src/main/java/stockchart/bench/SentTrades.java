package stockchart.bench;

import java.util.Arrays;

/** When each trade was sent. A trade is known by its symbol and its number, which is the whole part of its price. */
final class SentTrades {
    private static final int FIRST_SIZE = 1_024;

    private final long[][] sentAt;
    private final int[] count;

    SentTrades(int symbols) {
        sentAt = new long[symbols][FIRST_SIZE];
        count = new int[symbols];
    }

    static String symbol(int index) {
        return "BENCH" + index;
    }

    int symbols() {
        return count.length;
    }

    /** Notes that the next trade of a symbol is sent now, and returns its number, 1 for the first. */
    int next(int symbol, long now) {
        if (count[symbol] == sentAt[symbol].length) {
            sentAt[symbol] = Arrays.copyOf(sentAt[symbol], count[symbol] * 2);
        }
        sentAt[symbol][count[symbol]] = now;
        return ++count[symbol];
    }

    /** The number of the last trade, 0 before the first. */
    int last(int symbol) {
        return count[symbol];
    }

    /** When a trade was sent, on the monotonic clock. */
    long sentAt(int symbol, int number) {
        return sentAt[symbol][number - 1];
    }

    long total() {
        return Arrays.stream(count).asLongStream().sum();
    }
}
