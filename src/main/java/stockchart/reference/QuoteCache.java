package stockchart.reference;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;

/** Answers that still hold, the most recently asked for. <b>Guarded</b> by the lock of {@link Quotes}. */
final class QuoteCache {
    private static final float LOAD = 0.75f;

    private final int capacity;
    /** The one that was not asked for longest comes first. */
    private final Map<Symbol, Entry> entries = new LinkedHashMap<>(16, LOAD, true);

    /** @param capacity how many are kept; one more, and the one nobody has asked for longest is forgotten */
    QuoteCache(int capacity) {
        this.capacity = capacity;
    }

    /** The answer for a symbol, unless it is too old or of another trading day. */
    Optional<QuoteAnswer> get(Symbol symbol, long now, LocalDate day) {
        return Optional.ofNullable(entries.get(symbol)).filter(entry -> now < entry.until && day.equals(entry.day))
                .map(Entry::answer);
    }

    /** @param until when the answer no longer holds, in milliseconds */
    void put(Symbol symbol, QuoteAnswer answer, long until, LocalDate day) {
        entries.put(symbol, new Entry(answer, until, day));
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private record Entry(QuoteAnswer answer, long until, LocalDate day) {}
}
