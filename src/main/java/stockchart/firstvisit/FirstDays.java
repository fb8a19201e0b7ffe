package stockchart.firstvisit;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import stockchart.market.Symbol;

/**
 * Has the last day of the symbols that a first visit opens with put into the store before there is a visit, one symbol after the
 * other. Steps are confined to one thread at a time; {@link #isReady} is for any thread.
 */
final class FirstDays {
    private final Supplier<List<Symbol>> symbols;
    private final BiConsumer<Symbol, Runnable> fetch;
    private int attempts;
    private boolean hasBegun;
    private volatile boolean isReady;

    /**
     * @param symbols those to fetch, the most important first; empty while they cannot be fetched yet
     * @param fetch fetches the day of one, and runs what it is given once that has come, or does not come
     * @param attempts how many steps wait for symbols at most
     */
    FirstDays(Supplier<List<Symbol>> symbols, BiConsumer<Symbol, Runnable> fetch, int attempts) {
        this.symbols = symbols;
        this.fetch = fetch;
        this.attempts = attempts;
    }

    /** Returns whether further steps are needed. */
    boolean step() {
        if (hasBegun) {
            return false;
        }
        List<Symbol> wanted = symbols.get();
        attempts--;
        hasBegun = !wanted.isEmpty() || attempts <= 0;
        if (hasBegun) {
            next(wanted.iterator());
        }
        return !hasBegun;
    }

    private void next(Iterator<Symbol> rest) {
        if (rest.hasNext()) {
            fetch.accept(rest.next(), () -> {
                isReady = true;
                next(rest);
            });
        } else {
            isReady = true;
        }
    }

    /** Whether the day of the chart's symbol is there, or nothing more is done for it. */
    boolean isReady() {
        return isReady;
    }
}
