package stockchart.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import stockchart.market.Symbol;

/**
 * The symbols that Finnhub says it does not carry, each until it is asked for again. Remembered without viewers too, so that who
 * comes and goes does not make the feed ask each time.
 *
 * <p>Bounded by the number of slots. <b>Guarded</b> by the lock of {@link Subscriptions}.
 */
final class RefusedSymbols {
    /** Such refusals last for days, or are over with Finnhub's next list; minutes trouble nobody. */
    static final long PAUSE = TimeUnit.MINUTES.toNanos(5);

    private final int most;
    /** When each is to be asked for again; the next one first, since all pauses are equal. */
    private final Map<Symbol, Long> due = new LinkedHashMap<>();

    RefusedSymbols(int most) {
        this.most = most;
    }

    /** Says whether there was room to remember the symbol. */
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

    /** Forgets those whose pause is over, and says which they were. */
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
