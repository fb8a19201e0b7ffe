package stockchart.history.providers;

import java.util.ArrayList;
import java.util.List;
import stockchart.market.Trade;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/**
 * The candles of one answer, checked one by one while they are added: one that cannot be right spoils the whole answer, because the
 * others come from the same hand. Confined to the thread that reads the answer.
 */
final class CheckedCandles {
    /** A bit more than a month of minutes. */
    static final int MOST = 50_000;

    private final boolean isBelowZeroPossible;
    private final List<Candle> candles = new ArrayList<>();

    /** @param isBelowZeroPossible whether a price may be 0 or below, as that of oil was once */
    CheckedCandles(boolean isBelowZeroPossible) {
        this.isBelowZeroPossible = isBelowZeroPossible;
    }

    /** Those of something that always has a price above 0. */
    CheckedCandles() {
        this(false);
    }

    /**
     * Adds a candle behind the others.
     *
     * @throws RestClient.BadAnswerException if it cannot be one: its low above or its high below another price, a figure that is not
     *     finite, a volume below 0, a time that is none or not after that of the candle before; or if there are too many
     */
    void add(Candle candle) throws RestClient.BadAnswerException {
        if (candles.size() == MOST) {
            throw new RestClient.BadAnswerException("more than " + MOST + " candles");
        }
        boolean isLate = candles.isEmpty() || candle.start() > candles.get(candles.size() - 1).start();
        if (!isLate || !isTime(candle.start()) || !hasPrices(candle) || !hasCounts(candle)) {
            throw new RestClient.BadAnswerException("candles that cannot be right");
        }
        candles.add(candle);
    }

    private static boolean isTime(long start) {
        return start >= 0 && start <= Trade.MAX_TIME;
    }

    private boolean hasPrices(Candle candle) {
        boolean isInOrder = candle.low() <= candle.open() && candle.open() <= candle.high()
                && candle.low() <= candle.close() && candle.close() <= candle.high();
        return isInOrder && Double.isFinite(candle.low()) && Double.isFinite(candle.high())
                && (isBelowZeroPossible || candle.low() > 0);
    }

    private static boolean hasCounts(Candle candle) {
        boolean hasVolume = candle.volume() >= 0 && Double.isFinite(candle.volume());
        return (hasVolume || Double.isNaN(candle.volume())) && candle.prints() >= 0;
    }

    /** All of them, oldest first. */
    List<Candle> all() {
        return List.copyOf(candles);
    }

    /**
     * Those that start in a stretch: some providers give more than was requested.
     *
     * @param from in milliseconds since 1970-01-01 UTC, inclusive
     * @param to in milliseconds, exclusive
     * @throws RestClient.BadAnswerException if one starts at no multiple of the width
     */
    static List<Candle> between(List<Candle> candles, Width width, long from, long to) throws RestClient.BadAnswerException {
        if (candles.stream().anyMatch(candle -> candle.start() % width.millis() != 0)) {
            throw new RestClient.BadAnswerException("candles that do not start with a " + width);
        }
        return candles.stream().filter(candle -> from <= candle.start() && candle.start() < to).toList();
    }
}
