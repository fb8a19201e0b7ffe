package stockchart.quotes;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;

/** Valid answers, the most recently requested ones. <b>Guarded</b> by the lock of {@link Quotes}. */
final class QuoteCache {
    private static final float LOAD = 0.75f;

    private final int capacity;
    /** In the order of the last request, the oldest first. */
    private final Map<Symbol, Entry> entries = new LinkedHashMap<>(16, LOAD, true);

    /** @param capacity how many are kept; beyond that, the one not requested for longest is dropped */
    QuoteCache(int capacity) {
        this.capacity = capacity;
    }

    /** The answer for a symbol, unless it is too old or of another trading day. */
    Optional<Entry> get(Symbol symbol, long now, LocalDate day) {
        return Optional.ofNullable(entries.get(symbol)).filter(entry -> now < entry.until && day.equals(entry.day));
    }

    void put(Symbol symbol, Entry entry) {
        entries.put(symbol, entry);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /**
     * How long to hold an answer that becomes less and less likely to change: twice as long as the previous one, within these
     * bounds.
     */
    Duration nextWait(Symbol symbol, Duration first, Duration longest) {
        Entry before = entries.get(symbol);
        if (before == null || before.answer instanceof Quotes.Answer.Known) {
            return first;
        }
        Duration twice = before.held.multipliedBy(2);
        return twice.compareTo(first) < 0 ? first : twice.compareTo(longest) > 0 ? longest : twice;
    }

    /**
     * An answer and how long it holds.
     *
     * @param freshUntil when it should be fetched again, in milliseconds
     * @param until when it no longer holds, in milliseconds
     * @param held how long it was to be held when it came
     * @param day the trading day it is of
     */
    record Entry(Quotes.Answer answer, long freshUntil, long until, Duration held, LocalDate day) {
        boolean isFresh(long now) {
            return now < freshUntil;
        }

        /** What remains valid of it when it is no longer fresh: a previous close holds all day, the day's figures do not. */
        Quotes.Answer later() {
            return answer instanceof Quotes.Answer.Known known ? known.withoutDay() : answer;
        }
    }
}
