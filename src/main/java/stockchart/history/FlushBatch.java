package stockchart.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import stockchart.history.store.Batch;
import stockchart.history.store.Batch.KeptGap;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle.Interval;
import stockchart.tape.CandleChanges;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.KeptCandle;

/**
 * What one transaction writes, taken from the tapes, and what is to be done once it is written, or when it could not be: then all
 * of it goes back to the tapes. Confined to the writer's thread.
 */
final class FlushBatch {
    private final long now;
    private final boolean isLast;
    private final boolean keepsSeconds;
    private final int mostRows;
    private final Function<Symbol, TradingDay> days;
    private final Map<Batch.Series, List<KeptCandle>> candles = new LinkedHashMap<>();
    private final List<KeptGap> gaps = new ArrayList<>();
    private final List<KeptGap> gone = new ArrayList<>();
    private final List<Batch.Fold> folds = new ArrayList<>();
    private final Map<Symbol, Long> begun = new LinkedHashMap<>();
    private final List<Runnable> whenWritten = new ArrayList<>();
    private final List<Runnable> whenNot = new ArrayList<>();
    private int rows;
    private long lost;

    /**
     * @param now in milliseconds since 1970-01-01 UTC
     * @param isLast whether nothing is written after it
     * @param keepsSeconds whether candles of seconds are written
     * @param mostRows how many candles at most, about
     */
    FlushBatch(long now, boolean isLast, boolean keepsSeconds, int mostRows, Function<Symbol, TradingDay> days) {
        this.now = now;
        this.isLast = isLast;
        this.keepsSeconds = keepsSeconds;
        this.mostRows = mostRows;
        this.days = days;
    }

    /** Adds gaps as they are. */
    void add(List<KeptGap> ready) {
        gaps.addAll(ready);
    }

    /** Adds what has changed on a tape, and says whether that is all and there is room for more. */
    boolean add(Track track) {
        boolean hasSeconds = take(track, Interval.SECOND, Width.SECOND);
        boolean hasMinutes = take(track, Interval.MINUTE, Width.MINUTE);
        fold(track);
        addGaps(track);
        if (!hasSeconds || !hasMinutes) {
            return false;
        }
        whenWritten.add(() -> track.writtenUntil(now));
        return rows < mostRows;
    }

    /** Adds something to be done once the batch is written. */
    void whenWritten(Runnable action) {
        whenWritten.add(action);
    }

    private boolean take(Track track, Interval interval, Width width) {
        int most = Math.max(1, mostRows - rows);
        CandleChanges changes = track.tape().takeChanges(interval, most);
        if (interval == Interval.SECOND && !keepsSeconds) {
            return true;
        }
        if (changes.lostTo() > changes.lostFrom()) {
            Gap gap = new Gap(Gap.Cause.UNRECORDED, changes.lostFrom(), OptionalLong.of(changes.lostTo()));
            track.lose(new KeptGap(track.symbol(), gap, interval == Interval.SECOND ? Width.SECOND : Width.DAY));
            lost += (changes.lostTo() - changes.lostFrom()) / interval.millis();
        }
        List<KeptCandle> taken = changes.candles();
        if (!taken.isEmpty()) {
            candles.put(new Batch.Series(track.symbol(), width), taken);
            rows += taken.size();
            if (!track.hasBegun()) {
                begun.put(track.symbol(), track.recording().gaps().begun());
                whenWritten.add(track::begun);
            }
            long first = taken.get(0).candle().start();
            whenNot.add(() -> track.tape().markChanged(interval, first));
            if (interval == Interval.MINUTE) {
                track.tookMinutes(first, taken.get(taken.size() - 1).candle().start());
            }
        }
        return taken.size() < most;
    }

    /** Folds the minutes that are over: once a minute, not with every batch. */
    private void fold(Track track) {
        long open = now / Width.MINUTE.millis() * Width.MINUTE.millis();
        boolean isAll = isLast || track.isDropped();
        long last = isAll ? track.lastMinute() : Math.min(track.lastMinute(), open - 1);
        if (track.unfolded() <= last) {
            folds.add(new Batch.Fold(track.symbol(), days.apply(track.symbol()), track.unfolded(), last));
            long next = track.lastMinute() > last ? open : Track.NOTHING;
            whenWritten.add(() -> track.foldedUntil(next));
        }
    }

    private void addGaps(Track track) {
        List<Gap> present = track.gaps();
        Set<Gap> before = new HashSet<>(track.written());
        present.stream().filter(gap -> !before.contains(gap)).forEach(gap -> gaps.add(whole(track, gap)));
        Set<Long> starts = new HashSet<>();
        present.forEach(gap -> starts.add(gap.from()));
        // The oldest ones are forgotten and have happened all the same; of the others, the clock was set, or they had no length.
        long oldest = present.isEmpty() ? Long.MAX_VALUE : present.get(0).from();
        track.written().stream().filter(gap -> gap.to().isEmpty() || gap.from() >= oldest)
                .filter(gap -> !starts.contains(gap.from())).forEach(gap -> gone.add(whole(track, gap)));
        List<KeptGap> lostNow = track.lost();
        gaps.addAll(lostNow);
        gone.addAll(track.wrong());
        whenWritten.add(() -> track.wrote(present, lostNow));
    }

    private static KeptGap whole(Track track, Gap gap) {
        return new KeptGap(track.symbol(), gap, Width.DAY);
    }

    /** @param alive until when everything is written with this batch; empty if something is left */
    Batch batch(OptionalLong alive) {
        return new Batch(candles, gaps, gone, folds, alive, begun);
    }

    /** Does what is to be done now that it is written, or was not. */
    void end(boolean isWritten) {
        (isWritten ? whenWritten : whenNot).forEach(Runnable::run);
    }

    int rows() {
        return rows;
    }

    /** How many intervals had left the tapes' memory. */
    long lost() {
        return lost;
    }
}
