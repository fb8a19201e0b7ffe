package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What the tapes have to hold: every trade the feed was given over a connection it had not given up, numbered from the moment its
 * symbol was first carried. A trade is known by its price, a whole number of its own. Confined to the test's thread.
 */
public final class MarketTruth {
    /** Longer than an update is held back, so that a trade older than this was visible. */
    private static final long VISIBLE_AFTER_MILLIS = 1_000;

    /** What was found wrong inside something that survives it. */
    public final Violations violations = new Violations();
    private final Map<String, Log> logs = new TreeMap<>();
    private final int tapeSize;
    private final LongSupplier millis;

    /** @param tapeSize how many trades a tape keeps */
    public MarketTruth(int tapeSize, LongSupplier millis) {
        this.tapeSize = tapeSize;
        this.millis = millis;
    }

    /** One row of a message: a symbol and the price that is its trade's name. */
    public record Row(String symbol, long price) {}

    /** The symbol is carried, so from now on it has a tape. */
    public void carried(String symbol) {
        logs.computeIfAbsent(symbol, s -> new Log());
    }

    /** The feed gets these trades; those of a symbol without a tape are discarded. */
    public void received(List<Row> rows) {
        for (Row row : rows) {
            Log log = logs.get(row.symbol);
            if (log != null) {
                log.prices.add(row.price);
                log.times.add(millis.getAsLong());
            }
        }
    }

    /** How many trades the symbol has had. */
    public int size(String symbol) {
        Log log = logs.get(symbol);
        return log == null ? 0 : log.prices.size();
    }

    /** How many of them were visible for certain. */
    public int visible(String symbol) {
        Log log = logs.get(symbol);
        int visible = size(symbol);
        while (visible > 0 && log.times.get(visible - 1) > millis.getAsLong() - VISIBLE_AFTER_MILLIS) {
            visible--;
        }
        return visible;
    }

    /** Trades up to this number may have been overwritten by now, later ones not. */
    public int overwritten(String symbol) {
        return Math.max(0, size(symbol) - tapeSize);
    }

    /** Returns whether these are the trades that follow the first {@code after}. */
    public boolean matches(String symbol, int after, List<Long> prices) {
        int end = after + prices.size();
        return after >= 0 && end <= size(symbol) && logs.get(symbol).prices.subList(after, end).equals(prices);
    }

    /** Fails unless these are the trades up to the sequence number, and the epoch is the one of the symbol's tape. */
    public void verify(String symbol, long epoch, int seq, List<Long> prices) {
        if (seq == 0 && prices.isEmpty()) {
            // A tape without a trade goes with its last viewer, if the symbol was never carried, and another one comes.
            return;
        }
        Log log = logs.get(symbol);
        assertNotNull(log, symbol + " has no tape");
        log.epoch = log.epoch == 0 ? epoch : log.epoch;
        assertEquals(log.epoch, epoch, "the epoch of " + symbol);
        assertTrue(seq <= size(symbol), symbol + " " + seq + " of " + size(symbol));
        assertTrue(seq - prices.size() >= 0, symbol + " has more trades than numbers: " + seq);
        assertEquals(log.prices.subList(seq - prices.size(), seq), prices, "trades of " + symbol + " up to " + seq);
    }

    private static final class Log {
        private final List<Long> prices = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private long epoch;
    }
}
