package stockchart.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stockchart.market.Symbol;

/**
 * How many symbols Finnhub carries on one connection, and which of those requested it does not carry. Finnhub's limit error names
 * no symbol, comes late, and on bad days three times; and nothing confirms a subscription but a trade. So near the limit one symbol
 * at a time is requested, the probe, until it has had a trade or no error has come for a while: an error then means the probe.
 * Elsewhere the first error means the latest of those just requested, if none was unsubscribed among them: Finnhub refuses the last
 * ones.
 *
 * <p>That may be wrong: an error may come later than expected and mean another symbol. So once errors have ceased, each symbol that
 * has had no trade is requested once more, as a probe, the latest first; and all of them again, until none of them causes an
 * error. This corrects every wrong conclusion: a symbol that was not carried gets a place or another error.
 *
 * <p><b>Guarded</b> by the monitor of {@link DemandSync}. Times are of the monotonic clock, in nanoseconds.
 */
final class SymbolLimit {
    /** An error comes within this time after the command, and a repeat of it within this time after the error. */
    static final long SETTLE = TimeUnit.SECONDS.toNanos(2);
    /** For this long, trades of an unsubscribed symbol may still arrive. */
    static final long STALE = TimeUnit.SECONDS.toNanos(30);
    /** For this long no symbol beyond the limit found is requested; after it one is, because the limit may have changed. */
    static final long KEPT = TimeUnit.MINUTES.toNanos(5);

    private final int configured;
    /** Requested, without a trade since; in the order of the requests. */
    private final Set<Symbol> unproven = new LinkedHashSet<>();
    /** When the recently unsubscribed symbols were unsubscribed. */
    private final Map<Symbol, Long> endings = new HashMap<>();
    /** Those of them that were requested again. */
    private final Set<Symbol> renewed = new HashSet<>();
    /** Those of the unproven that are to be requested once more, in this order. */
    private final Deque<Symbol> suspects = new ArrayDeque<>();
    /** The symbol in doubt near the limit, perhaps unsubscribed meanwhile; null if there is none. */
    private Symbol probe;
    /** The latest one requested, null before the first, and when it was. */
    private Symbol latest;
    private long latestBegan;
    /** Whether one was unsubscribed since the first of those just requested: then the latest may have got its place. */
    private boolean isMixed;
    /** Whether the last one requested was a suspect. */
    private boolean isSuspectLast;
    /** Whether the command for the probe was sent, and when. */
    private boolean isProbeSent;
    private long probeSent;
    /** Below this number no doubt is expected. */
    private int safe;
    /** The limit found, or what is configured. */
    private int limit;
    private long limitFound;
    /** Whether an error has come and errors have not ceased since. */
    private boolean isTroubled;
    private long lastError;
    /** Whether an error has come since the suspects were chosen, so that those requested once more may be in doubt again. */
    private boolean isSuspicious;

    SymbolLimit(int configured) {
        this.configured = configured;
        this.limit = configured;
        this.safe = configured - 1;
    }

    /** The most symbols the connection carries, as far as is known; lower than configured for a while after errors. */
    int limit() {
        return limit;
    }

    /** Lets doubts and errors expire. */
    void expire(long now) {
        isTroubled &= now - lastError < SETTLE;
        if (probe != null && !isTroubled && isProbeSent && now - probeSent >= SETTLE) {
            probe = null;
        }
        if (isSuspicious && !isTroubled && probe == null && suspects.isEmpty()) {
            isSuspicious = false;
            unproven.forEach(suspects::addFirst);
        }
        endings.values().removeIf(ended -> now - ended >= STALE);
        renewed.retainAll(endings.keySet());
        if (limit < configured && now - limitFound >= KEPT) {
            limit = configured;
        }
    }

    /** Returns whether one more can be requested without any doubt, at this number of symbols. */
    boolean isSafe(int carried) {
        return carried < safe && !isTroubled && !isSuspicious && suspects.isEmpty();
    }

    /** Returns whether one more may be requested now. */
    boolean mayBegin(int carried) {
        return isSafe(carried) || probe == null && !isTroubled;
    }

    /**
     * The symbol to unsubscribe and request once more; empty if there is none, or if it has to wait.
     *
     * @param others whether other symbols wait to be requested: they and the suspects take turns
     */
    Optional<Symbol> nextSuspect(boolean others) {
        boolean isTheirTurn = probe == null && !isTroubled && !(others && isSuspectLast);
        return isTheirTurn ? Optional.ofNullable(suspects.poll()) : Optional.empty();
    }

    /**
     * A symbol is requested.
     *
     * @param carried how many were requested before
     */
    void began(Symbol symbol, int carried, boolean isSuspect, long now) {
        isMixed = isMixed && isLatestInDoubt(now);
        latest = symbol;
        latestBegan = now;
        unproven.add(symbol);
        if (endings.containsKey(symbol)) {
            renewed.add(symbol);
        }
        if (isSuspect || !isSafe(carried)) {
            probe = symbol;
            isProbeSent = false;
        }
        isSuspectLast = isSuspect;
    }

    /** All commands were sent. One may have taken long for it. */
    void sent(long now) {
        if (!isProbeSent) {
            isProbeSent = true;
            probeSent = now;
        }
    }

    /** A symbol is unsubscribed. An error for it may still come. */
    void ended(Symbol symbol, long now) {
        isMixed = isLatestInDoubt(now);
        unproven.remove(symbol);
        suspects.remove(symbol);
        endings.put(symbol, now);
        renewed.remove(symbol);
    }

    /** Returns whether a trade could end a doubt. */
    boolean isInDoubt() {
        return !unproven.isEmpty();
    }

    /**
     * A symbol has had a trade, so it is carried; unless that trade may be from before it was unsubscribed and requested again.
     */
    void traded(Symbol symbol) {
        if (!renewed.contains(symbol)) {
            forget(symbol);
        }
    }

    /** The symbol no longer matters for the limit: it is carried, or was refused by name. */
    void forget(Symbol symbol) {
        if (unproven.remove(symbol)) {
            suspects.remove(symbol);
        }
        probe = symbol.equals(probe) ? null : probe;
    }

    /** Finnhub has sent its limit error; returns the symbol it means, if that can be determined. */
    Optional<Symbol> complained(long now) {
        expire(now);
        Optional<Symbol> meant = isTroubled ? Optional.empty() : Optional.ofNullable(probe).or(() -> latestInOrder(now));
        isTroubled = true;
        isSuspicious = true;
        lastError = now;
        meant.ifPresent(this::forget);
        return meant;
    }

    private Optional<Symbol> latestInOrder(long now) {
        return isLatestInDoubt(now) && !isMixed ? Optional.of(latest) : Optional.empty();
    }

    private boolean isLatestInDoubt(long now) {
        return latest != null && unproven.contains(latest) && now - latestBegan < SETTLE;
    }

    /** The limit was met: this many are carried beside the one that was refused. */
    void found(int carried, long now) {
        // A limit far below the configured one has another cause on Finnhub's side, which must not keep symbols out.
        if (carried * 2 >= configured) {
            limit = carried;
            limitFound = now;
            safe = Math.max(0, Math.min(safe, carried - 1));
        }
    }
}
