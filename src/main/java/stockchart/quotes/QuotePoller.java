package stockchart.quotes;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import stockchart.hub.Polling;
import stockchart.hub.Polling.Candidate;
import stockchart.market.Symbol;

/**
 * Chooses the symbols whose quotes are fetched in place of trades, and when each is due, and gives the hub their intervals. A
 * symbol that Finnhub has no quote of is tried more and more seldom, and does not count as polled.
 *
 * <p>Any thread. <b>Guarded</b> by its own monitor, which is not held while the hub is called. Times are in milliseconds of a clock
 * that does not jump.
 */
final class QuotePoller {
    private static final long FIRST_WAIT = TimeUnit.SECONDS.toMillis(30);
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toMillis(30);

    private final Polling hub;
    private final IntSupplier perMinute;
    private final Clock steady;
    private final Map<Symbol, Polled> polled = new HashMap<>();
    /** In the order of their importance. */
    private Map<Symbol, Long> intervals = Map.of();
    private long pausedUntil = Long.MIN_VALUE;
    /** Whether that pause is too long for its symbols to count as polled meanwhile. */
    private boolean isHeldBack;

    /** What is known of one candidate. */
    private static final class Polled {
        private boolean wasAsked;
        private long asked;
        /** Whether the last quote was one. */
        private boolean isKnown;
        /** How long it is not fetched because there was no quote; 0 if there was. */
        private long wait;

        long overdue(long interval, long now) {
            return wasAsked ? now - asked - interval : Long.MAX_VALUE;
        }
    }

    /**
     * @param perMinute how many quotes may be polled in a minute now
     * @param steady a clock that does not jump
     */
    QuotePoller(Polling hub, IntSupplier perMinute, Clock steady) {
        this.hub = hub;
        this.perMinute = perMinute;
        this.steady = steady;
    }

    /** The periodic step: plans anew. */
    void plan() {
        List<Candidate> candidates = hub.candidates();
        Map<Symbol, Long> polledNow = new LinkedHashMap<>();
        synchronized (this) {
            long now = steady.millis();
            Map<Symbol, Polled> before = Map.copyOf(polled);
            polled.clear();
            candidates.forEach(candidate -> polled.put(candidate.symbol(), before.getOrDefault(candidate.symbol(), new Polled())));
            Map<Boolean, List<Candidate>> byQuote = candidates.stream()
                    .collect(Collectors.partitioningBy(candidate -> polled.get(candidate.symbol()).wait == 0));
            Map<Symbol, Long> next = new LinkedHashMap<>(PollPlan.of(byQuote.get(true), Math.max(1, perMinute.getAsInt())));
            for (Candidate candidate : byQuote.get(true)) {
                Long every = next.get(candidate.symbol());
                boolean isLate = isHeldBack && every != null && pausedUntil > now + every;
                if (every != null && !isLate && !candidate.isCheck() && polled.get(candidate.symbol()).isKnown) {
                    polledNow.put(candidate.symbol(), every);
                }
            }
            // Tried so seldom that the others need not make room for them.
            byQuote.get(false).forEach(candidate -> next.put(candidate.symbol(), polled.get(candidate.symbol()).wait));
            intervals = next;
        }
        hub.setPollIntervals(polledNow);
    }

    /** The symbol to fetch now: one that was never fetched, or the one that has been due for longest; empty if none is. */
    synchronized Optional<Symbol> due() {
        long now = steady.millis();
        if (now < pausedUntil) {
            return Optional.empty();
        }
        Optional<Symbol> most = Optional.empty();
        long longest = -1;
        for (Map.Entry<Symbol, Long> each : intervals.entrySet()) {
            long overdue = polled.get(each.getKey()).overdue(each.getValue(), now);
            if (overdue > longest) {
                longest = overdue;
                most = Optional.of(each.getKey());
            }
        }
        return most;
    }

    /** The symbol has been fetched. */
    synchronized void answered(Symbol symbol, boolean hasQuote) {
        Polled known = polled.get(symbol);
        if (known != null) {
            known.wasAsked = true;
            known.asked = steady.millis();
            known.isKnown = hasQuote;
            known.wait = hasQuote ? 0 : Math.min(LONGEST_WAIT, Math.max(FIRST_WAIT, 2 * known.wait));
        }
    }

    /**
     * Nothing is fetched for a while, because there were too many requests. During a long pause no symbol counts as polled, until
     * its next quote is no more than its interval away.
     */
    synchronized void pause(long millis) {
        pausedUntil = steady.millis() + millis;
        isHeldBack = millis > FIRST_WAIT;
    }
}
