package stockchart.history.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import stockchart.history.sources.Splice.Run;
import stockchart.market.Width;
import stockchart.tape.Candle;

/**
 * Days that look like those of a split: between the close of a day and the opening of the next one, prices that are not adjusted
 * change by a ratio that splits have. A fall by a fifth for another reason looks the same, so they are pointed out and
 * nothing is changed. Pure functions.
 */
public final class Splits {
    private static final double TOLERANCE = 0.04;
    private static final double[] RATIOS = {1.25, 1.5, 2, 3, 4, 5, 7, 8, 10, 15, 20, 25, 50};
    /** Days further apart say nothing. */
    private static final long CLOSE_DAYS = 7 * Width.DAY.millis();

    private Splits() {}

    /**
     * One that may have been.
     *
     * @param at the first day with the new prices
     * @param ratio how many shares one share has become
     */
    public record Split(long at, double ratio) {}

    /** Those among candles of days. */
    public static List<Split> of(Splice days) {
        Map<Long, Run> runs = new TreeMap<>();
        days.runs().forEach(run -> runs.put(run.from(), run));
        List<Split> splits = new ArrayList<>();
        Run before = null;
        for (int i = 0; i < days.candles().size(); i++) {
            Candle candle = days.candles().get(i);
            Run run = runs.getOrDefault(candle.start(), before);
            if (i > 0 && isComparable(before, run)) {
                Candle last = days.candles().get(i - 1);
                ratio(last, candle).ifPresent(ratio -> splits.add(new Split(candle.start(), ratio)));
            }
            before = run;
        }
        return splits;
    }

    /** Raw prices of one source, or the border of raw and adjusted ones; those of another source differ for other reasons. */
    private static boolean isComparable(Run before, Run run) {
        return before == run ? !run.isAdjusted() : before.isAdjusted() != run.isAdjusted();
    }

    private static OptionalDouble ratio(Candle before, Candle after) {
        if (after.start() - before.start() > CLOSE_DAYS || before.close() <= 0 || after.open() <= 0) {
            return OptionalDouble.empty();
        }
        double change = before.close() / after.open();
        return DoubleStream.of(RATIOS).flatMap(ratio -> DoubleStream.of(ratio, 1 / ratio))
                .filter(ratio -> Math.abs(change / ratio - 1) <= TOLERANCE).findFirst();
    }
}
