package stockchart.history;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stockchart.history.store.CandleStore;
import stockchart.hub.CandleSource;
import stockchart.hub.CandleSource.Watched;
import stockchart.market.Symbol;

/**
 * Which symbols clients have watched, the last ones first: noted from what the hub knows, and kept in the store over restarts. A
 * symbol of which no price has ever come is left out, because its name may be made up. Nothing is known of who watches it.
 *
 * <p>Bounded: the {@value #MOST} last ones. Any thread; <b>guarded</b> by its monitor, which is not held while the store is used.
 */
final class RecentSymbols {
    static final int MOST = 1_000;
    /** While a symbol is watched, its time is written so often. */
    private static final long WRITTEN_EVERY = 60_000;
    /** Times differ by the rounding of two clocks. */
    private static final long SLACK = 1_000;

    private final CandleSource source;
    private final Clock clock;
    private final Map<Symbol, Entry> entries = new HashMap<>();
    private boolean isRead;

    private static final class Entry {
        /** In milliseconds since 1970-01-01 UTC, as is the next one. */
        private long time;
        private long written = Long.MIN_VALUE;
        private boolean isWatched;

        private Entry(long time) {
            this.time = time;
        }

        private boolean isUnwritten(boolean isLast) {
            return isWatched && !isLast && written != Long.MIN_VALUE ? time - written >= WRITTEN_EVERY : time != written;
        }
    }

    RecentSymbols(CandleSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Notes which symbols are watched now, and which were. */
    void look() {
        List<Watched> seen = source.watched();
        long now = clock.millis();
        synchronized (this) {
            entries.values().forEach(entry -> {
                entry.isWatched = false;
                // The clock was set back: what was watched then was not watched later than now.
                entry.time = Math.min(entry.time, now);
            });
            seen.forEach(watched -> note(watched, now));
            trim();
        }
    }

    private void note(Watched watched, long now) {
        if (!watched.isPriced() && !entries.containsKey(watched.symbol())) {
            return;
        }
        long time = now - watched.ago().toMillis();
        Entry entry = entries.computeIfAbsent(watched.symbol(), symbol -> new Entry(time));
        entry.isWatched = watched.viewers() > 0;
        if (entry.isWatched || time > entry.time + SLACK) {
            entry.time = time;
        }
    }

    /** The symbols, the last watched first; those that were left in the same second in the order of their names. */
    synchronized List<Symbol> inOrder() {
        Comparator<Map.Entry<Symbol, Entry>> last = Comparator.comparingLong(each -> -each.getValue().time / SLACK);
        return entries.entrySet().stream().sorted(last.thenComparing(Map.Entry::getKey)).map(Map.Entry::getKey).toList();
    }

    /** Adds what an earlier process has kept, once. */
    void readFrom(CandleStore store) throws SQLException {
        if (isRead()) {
            return;
        }
        Map<Symbol, Long> kept = store.watched(MOST);
        synchronized (this) {
            isRead = true;
            kept.forEach((symbol, time) -> {
                Entry entry = entries.computeIfAbsent(symbol, first -> new Entry(time));
                entry.written = time;
                entry.time = Math.max(entry.time, time);
            });
            trim();
        }
    }

    private synchronized boolean isRead() {
        return isRead;
    }

    /** Writes what has changed. @param isLast whether nothing is written after it */
    void writeTo(CandleStore store, boolean isLast) throws SQLException {
        Map<Symbol, Long> changed = unwritten(isLast);
        if (!changed.isEmpty()) {
            store.keepWatched(changed);
            wrote(changed);
        }
    }

    private synchronized Map<Symbol, Long> unwritten(boolean isLast) {
        Map<Symbol, Long> changed = new LinkedHashMap<>();
        entries.forEach((symbol, entry) -> {
            if (entry.isUnwritten(isLast)) {
                changed.put(symbol, entry.time);
            }
        });
        return changed;
    }

    private synchronized void wrote(Map<Symbol, Long> times) {
        times.forEach((symbol, time) -> {
            Entry entry = entries.get(symbol);
            if (entry != null) {
                entry.written = time;
            }
        });
    }

    /** What was written may be gone. */
    synchronized void writeAgain() {
        entries.values().forEach(entry -> entry.written = Long.MIN_VALUE);
    }

    /** Under the monitor. */
    private void trim() {
        if (entries.size() > MOST) {
            List<Symbol> order = new ArrayList<>(inOrder());
            order.subList(MOST, order.size()).forEach(entries::remove);
        }
    }
}
