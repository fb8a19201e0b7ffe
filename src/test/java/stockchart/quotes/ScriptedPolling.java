package stockchart.quotes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import stockchart.hub.Polling;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/** A hub whose clients watch the symbols that a test sets. Confined to the test's thread. */
final class ScriptedPolling implements Polling {
    final Set<Symbol> watched = new LinkedHashSet<>();
    final List<Candidate> candidates = new ArrayList<>();
    /** The intervals that the hub received last. */
    Map<Symbol, Long> intervals = Map.of();
    /** The prices taken, by symbol, as {@code price@time}. */
    final Map<Symbol, List<String>> quoted = new LinkedHashMap<>();

    private final Map<Symbol, Trade> last = new HashMap<>();

    void chart(Symbol symbol) {
        candidates.add(new Candidate(symbol, Role.CHART, false));
    }

    void row(Symbol symbol) {
        candidates.add(new Candidate(symbol, Role.ROW, false));
    }

    void check(Symbol symbol) {
        candidates.add(new Candidate(symbol, Role.CHART, true));
    }

    @Override
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    @Override
    public void setPollIntervals(Map<Symbol, Long> millis) {
        intervals = millis;
    }

    @Override
    public boolean isWatched(Symbol symbol) {
        return watched.contains(symbol) || candidates.stream().anyMatch(candidate -> candidate.symbol().equals(symbol));
    }

    @Override
    public Optional<Trade> lastTrade(Symbol symbol) {
        return Optional.ofNullable(last.get(symbol));
    }

    /** Sets the last trade. */
    void last(Symbol symbol, Trade trade) {
        last.put(symbol, trade);
    }

    @Override
    public void quoteReceived(Symbol symbol, double price, long time) {
        quoted.computeIfAbsent(symbol, first -> new ArrayList<>()).add(price + "@" + time);
    }

    @Override
    public void setClosedCheck(Predicate<Symbol> isClosed) {
        throw new UnsupportedOperationException("hours are another test's matter");
    }
}
