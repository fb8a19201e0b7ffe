package stockchart.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import stockchart.market.Symbol;

/**
 * The symbols that Finnhub reports as not carried, each until it is requested again. Kept without viewers too, so that a
 * client that reconnects does not cause another request each time.
 *
 * <p>Bounded by the number of slots. <b>Guarded</b> by the lock of {@link Subscriptions}.
 */
final class RefusedSymbols {
    /** Such refusals last for days, or end with Finnhub's next list; a delay of minutes does no harm. */
    static final long PAUSE = TimeUnit.MINUTES.toNanos(5);

    private final int most;
    /** When each is to be requested again; the earliest first, since all pauses are equal. */
    private final Map<Symbol, Long> due = new LinkedHashMap<>();

    RefusedSymbols(int most) {
        this.most = most;
    }

    /** Returns whether there was room to remember the symbol. */
    boolean add(Symbol symbol, long now) {
        due.remove(symbol);
        boolean hasRoom = due.size() < most;
        if (hasRoom) {
            due.put(symbol, now + PAUSE);
        }
        return hasRoom;
    }

    boolean contains(Symbol symbol) {
        return due.containsKey(symbol);
    }

    /** Removes and returns those whose pause is over. */
    List<Symbol> takeDue(long now) {
        if (due.isEmpty()) {
            return List.of();
        }
        List<Symbol> over = new ArrayList<>();
        for (Map.Entry<Symbol, Long> next : due.entrySet()) {
            if (now - next.getValue() < 0) {
                break;
            }
            over.add(next.getKey());
        }
        over.forEach(due::remove);
        return over;
    }
}
