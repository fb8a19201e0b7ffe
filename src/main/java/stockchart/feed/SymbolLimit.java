package stockchart.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stockchart.market.Symbol;

/**
 * How many symbols Finnhub carries on one connection, and which of those asked for it does not carry. Its error over the limit
 * names no symbol, comes late, and on bad days three times; and nothing confirms a subscription but a trade. So what is asked for
 * is in doubt until it has brought a trade, or no error has come for a while, and near the limit only one symbol may be in doubt.
 *
 * <p>An error then means that one. Errors that follow are repeats, or mean others asked for just before: when they have ceased,
 * as many of these as there were errors are asked for once more, one at a time and the latest first. Where the limit is lower than
 * configured, and many symbols were asked for at once, that finds it: Finnhub refuses the last ones.
 *
 * <p><b>Guarded</b> by the monitor of {@link DemandSync}. Times are of the monotonic clock, in nanoseconds.
 */
final class SymbolLimit {
    /** An error comes within this time after the command, and a repeat of it within this time after the error. */
    static final long SETTLE = TimeUnit.SECONDS.toNanos(2);
    /** For so long no symbol over the limit found is asked for; after it one is, since nothing says that the limit stays. */
    static final long KEPT = TimeUnit.MINUTES.toNanos(5);

    private final int configured;
    /** When each was asked for, in that order; those given back meanwhile included. */
    private final Map<Symbol, Long> doubtful = new LinkedHashMap<>();
    /** To be asked for once more, in this order. */
    private final Deque<Symbol> suspects = new ArrayDeque<>();
    /** The one in doubt near the limit, null if none is. Also among the doubtful. */
    private Symbol probe;
    /** Below this number no doubt is expected. */
    private int safe;
    /** The limit found, or what is configured. */
    private int limit;
    private long limitFound;
    /** Since the last time they had ceased. */
    private int errors;
    private long lastError;
    /** When those given back lately were, the first one first. */
    private final Map<Symbol, Long> endings = new LinkedHashMap<>();
    /** Those of them that were asked for again: trades of before may still be under way. */
    private final Set<Symbol> renewed = new HashSet<>();
    /** Whether one was given back since the first of the doubtful was asked for. */
    private boolean hasEnded;
    /** Whether a doubtful one was asked for after that, and may have got that place. */
    private boolean isMixed;
    /** Whether the suspects were asked for in a row, so that one that is carried clears those before it. */
    private boolean inOrder;
    private boolean isFirstError = true;
    private boolean isLastBlamed;

    SymbolLimit(int configured) {
        this.configured = configured;
        this.limit = configured;
        this.safe = configured - 1;
    }

    /** The most symbols the connection carries, as far as is known; lower than configured for a while after errors. */
    int limit() {
        return limit;
    }

    /** Time passes: doubts end, and with them errors. */
    void pass(long now) {
        if (errors > 0 && now - lastError >= SETTLE) {
            errorsCeased();
        }
        if (errors == 0) {
            while (!doubtful.isEmpty() && now - doubtful.values().iterator().next() >= SETTLE) {
                clear(doubtful.keySet().iterator().next());
            }
        }
        while (!endings.isEmpty() && now - endings.values().iterator().next() >= SETTLE) {
            Symbol settled = endings.keySet().iterator().next();
            endings.remove(settled);
            renewed.remove(settled);
        }
        if (limit < configured && now - limitFound >= KEPT) {
            limit = configured;
        }
    }

    /** Says whether one more can be asked for without any doubt, at this number of symbols. */
    boolean isSafe(int carried) {
        return carried < safe && !isInTrouble();
    }

    /** Says whether one more may be asked for now. */
    boolean mayBegin(int carried) {
        return isSafe(carried) || probe == null && !isInTrouble();
    }

    /** The one to give back and ask for once more; empty if there is none, or if it has to wait. */
    Optional<Symbol> nextSuspect() {
        return errors == 0 && probe == null ? Optional.ofNullable(suspects.poll()) : Optional.empty();
    }

    /**
     * A symbol is asked for.
     *
     * @param carried how many were asked for before
     */
    void began(Symbol symbol, int carried, boolean isSuspect, long now) {
        isMixed = !doubtful.isEmpty() && (isMixed || hasEnded);
        hasEnded = !doubtful.isEmpty() && hasEnded;
        doubtful.remove(symbol);
        doubtful.put(symbol, now);
        if (endings.containsKey(symbol)) {
            renewed.add(symbol);
        }
        if (isSuspect || !isSafe(carried)) {
            probe = symbol;
        }
    }

    /** A symbol is given back. An error for it may still come. */
    void ended(Symbol symbol, long now) {
        suspects.remove(symbol);
        renewed.remove(symbol);
        endings.remove(symbol);
        endings.put(symbol, now);
        hasEnded = true;
    }

    /** Says whether a trade could end a doubt. */
    boolean isInDoubt() {
        return !doubtful.isEmpty() || !suspects.isEmpty();
    }

    /** A symbol has brought a trade, so it is carried; unless that trade is from before it was given back and asked for again. */
    void traded(Symbol symbol) {
        if (!renewed.contains(symbol)) {
            clear(symbol);
        }
    }

    /** A symbol is carried. */
    private void clear(Symbol symbol) {
        doubtful.remove(symbol);
        suspects.remove(symbol);
        if (symbol.equals(probe)) {
            probe = null;
            if (inOrder) {
                suspects.clear();
            }
        }
    }

    /** A symbol was refused by its name: nothing about the limit follows from it. */
    void forget(Symbol symbol) {
        doubtful.remove(symbol);
        suspects.remove(symbol);
        probe = symbol.equals(probe) ? null : probe;
    }

    /** Finnhub complains of one symbol too many; says which one it means, if that can be said. */
    Optional<Symbol> complained(long now) {
        pass(now);
        errors++;
        lastError = now;
        if (errors > 1) {
            return Optional.empty();
        }
        isFirstError = suspects.isEmpty();
        Optional<Symbol> meant = Optional.ofNullable(probe);
        if (isFirstError) {
            inOrder = isInOrder();
            meant = meant.or(() -> inOrder ? latest().stream().findFirst() : Optional.empty());
            isLastBlamed = meant.isPresent();
            suspects.addAll(latest());
            doubtful.clear();
        }
        meant.ifPresent(this::forget);
        return meant;
    }

    /** The limit was met: so many are carried beside the one that was refused. */
    void found(int carried, long now) {
        // One far below what is configured is some other trouble of Finnhub's, which is not to keep symbols out.
        if (carried * 2 >= configured) {
            limit = carried;
            limitFound = now;
            safe = Math.max(0, Math.min(safe, carried - 1));
        }
    }

    private boolean isInTrouble() {
        return errors > 0 || !suspects.isEmpty();
    }

    /** Each symbol refused has brought one error or more, so there are no more suspects than further errors. */
    private void errorsCeased() {
        while (isFirstError && isLastBlamed && suspects.size() > errors - 1) {
            suspects.removeLast();
        }
        isFirstError = false;
        errors = 0;
    }

    /** Says whether those in doubt were asked for in a row; then Finnhub refuses the last of them and none before one it carries. */
    private boolean isInOrder() {
        return !doubtful.isEmpty() && !isMixed;
    }

    /** Those in doubt, the latest first. */
    private List<Symbol> latest() {
        List<Symbol> latest = new ArrayList<>(doubtful.keySet());
        Collections.reverse(latest);
        return latest;
    }
}
