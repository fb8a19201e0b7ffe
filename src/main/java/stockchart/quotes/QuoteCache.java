package stockchart.quotes;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import stockchart.market.Symbol;
import stockchart.quotes.Quotes.Answer.Known;

/**
 * Valid answers, the most recently requested ones, and how long each holds. A close reported for a trading day holds all day,
 * whatever comes after it.
 *
 * <p><b>Guarded</b> by the lock of {@link Quotes}. Times are of a clock that does not jump, in milliseconds.
 */
final class QuoteCache {
    static final Duration KEPT = Duration.ofHours(12);
    /** The day's figures change: they are fetched again after this time, on request. */
    static final Duration DAY_KEPT = Duration.ofMinutes(5);
    /** How long at most an answer without a close is kept; at first as long as a failure, then twice as long each time. */
    static final Duration NO_QUOTE_KEPT = Duration.ofMinutes(30);
    /** After a failure the same symbol is not fetched for this long, so that it cannot delay the others again and again. */
    static final Duration FAILURE_KEPT = Duration.ofSeconds(30);

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

    /** Keeps what Finnhub reports; of what it reported before on the same day, only the figures are replaced. */
    void keep(Known answer, long now, LocalDate day) {
        Symbol symbol = answer.symbol();
        Optional<Entry> before = known(symbol, now, day);
        double close = before.map(entry -> ((Known) entry.answer).previousClose()).orElse(answer.previousClose());
        long until = before.map(Entry::until).orElse(now + KEPT.toMillis());
        Known present = new Known(symbol, close, answer.day(), answer.time());
        put(symbol, new Entry(present, now + DAY_KEPT.toMillis(), until, DAY_KEPT, day));
    }

    /**
     * Keeps an answer that becomes less and less likely to change: for twice as long as the previous one, within bounds.
     *
     * @param otherwise what to answer for so long if no close is known
     */
    void keepMissing(Symbol symbol, Function<Duration, Quotes.Answer> otherwise, long now, LocalDate day) {
        keepUnlessKnown(symbol, otherwise, nextWait(symbol), now, day);
    }

    /** As {@link #keepMissing}, for as long as a failure is kept. */
    void keepFailure(Symbol symbol, Function<Duration, Quotes.Answer> otherwise, long now, LocalDate day) {
        keepUnlessKnown(symbol, otherwise, FAILURE_KEPT, now, day);
    }

    /** The symbol is not fetched for a while: what was known of it before still holds. */
    private void keepUnlessKnown(Symbol symbol, Function<Duration, Quotes.Answer> otherwise, Duration wait, long now,
            LocalDate day) {
        long again = now + wait.toMillis();
        put(symbol, known(symbol, now, day).map(entry -> new Entry(entry.later(), again, entry.until, wait, day))
                .orElseGet(() -> new Entry(otherwise.apply(wait), again, again, wait, day)));
    }

    private Optional<Entry> known(Symbol symbol, long now, LocalDate day) {
        return get(symbol, now, day).filter(entry -> entry.answer instanceof Known);
    }

    private void put(Symbol symbol, Entry entry) {
        entries.put(symbol, entry);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private Duration nextWait(Symbol symbol) {
        Entry before = entries.get(symbol);
        if (before == null || before.answer instanceof Known) {
            return FAILURE_KEPT;
        }
        Duration twice = before.held.multipliedBy(2);
        return twice.compareTo(FAILURE_KEPT) < 0 ? FAILURE_KEPT : twice.compareTo(NO_QUOTE_KEPT) > 0 ? NO_QUOTE_KEPT : twice;
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
            return answer instanceof Known known ? known.withoutDay() : answer;
        }
    }
}
