package stockchart.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import stockchart.market.Symbol;

/**
 * What one connection has been asked for, compared with what is demanded: the difference is what to send next. A new connection
 * is the same comparison with nothing sent.
 *
 * <p><b>Guarded</b> by its own monitor: the send loop asks for the next command, the read thread tells of refusals.
 */
final class DemandSync {
    private final Supplier<Set<Symbol>> demand;
    /** In the order in which they were sent. */
    private final Set<Symbol> sent = new LinkedHashSet<>();
    /** The differences found last; bounded by the number of slots. */
    private final Deque<Symbol> toEnd = new ArrayDeque<>();
    private final Deque<Symbol> toBegin = new ArrayDeque<>();

    DemandSync(Supplier<Set<Symbol>> demand) {
        this.demand = demand;
    }

    /** The next command to send; it then counts as sent. Ends come first, so that the limit is never passed on the way. */
    Optional<String> next() {
        Set<Symbol> demanded = demand.get();
        synchronized (this) {
            if (toEnd.isEmpty() && toBegin.isEmpty()) {
                compare(demanded);
            }
            if (!toEnd.isEmpty()) {
                Symbol symbol = toEnd.remove();
                sent.remove(symbol);
                return Optional.of(FinnhubCodec.unsubscribe(symbol));
            }
            if (!toBegin.isEmpty()) {
                Symbol symbol = toBegin.remove();
                sent.add(symbol);
                return Optional.of(FinnhubCodec.subscribe(symbol));
            }
            return Optional.empty();
        }
    }

    /**
     * Finnhub complained of one symbol too many, without naming it: it is the one asked for last, since symbols are refused in
     * the order they arrive. It is taken back, and no longer counts as sent.
     */
    synchronized Optional<Symbol> refuseLast() {
        Symbol last = null;
        for (Symbol symbol : sent) {
            last = symbol;
        }
        if (last != null) {
            sent.remove(last);
            toEnd.addFirst(last);
        }
        return Optional.ofNullable(last);
    }

    private void compare(Set<Symbol> demanded) {
        sent.stream().filter(symbol -> !demanded.contains(symbol)).forEach(toEnd::add);
        demanded.stream().filter(symbol -> !sent.contains(symbol)).forEach(toBegin::add);
    }
}
