package stockchart.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stockchart.feed.finnhub.FinnhubCodec;
import stockchart.feed.finnhub.NamedSymbol;
import stockchart.hub.Demand;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.TokenBucket;

/**
 * Compares what one connection has requested with what is demanded; the difference is what to send next. A new connection is the
 * same comparison with nothing requested. Compared when the demand has changed, and once a second in case a signal was lost; a
 * change that is reversed before its command was due is never sent.
 *
 * <p>Commands are sent in a burst that suffices for a whole demand, then at a steady rate: Finnhub counts commands of all clients
 * together, so one client that keeps changing its symbols must not use up the rate.
 *
 * <p><b>Guarded</b> by its own monitor: the send loop takes the next command, the read thread reports errors and trades.
 */
final class DemandSync {
    private static final long RECHECK = TimeUnit.SECONDS.toNanos(1);
    /** An upstream that limits the rate of commands, as another stock-chart does, accepts the next one after this pause. */
    private static final long TOO_FAST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final Pattern COMMAND = Pattern.compile("\"type\":\"(subscribe|unsubscribe)\",\"symbol\":\"([^\"]+)\"");
    private static final int LEAST_BURST = 50;
    private static final int LEAST_PER_SECOND = 5;
    /** A plan with thousands of symbols has to request them within seconds. */
    private static final int SLOTS_PER_COMMAND = 10;

    private final Demand demand;
    private final LongSupplier nanoTime;
    private final TokenBucket commandRate;
    private final SymbolLimit limit;
    /** In the order in which they were sent. */
    private final Set<Symbol> sent = new LinkedHashSet<>();
    /** The differences found last; bounded by the number of slots, as are the next two. */
    private final Deque<Symbol> toEnd = new ArrayDeque<>();
    private final Deque<Symbol> toBegin = new ArrayDeque<>();
    /** Refused symbols, and one that is to be requested again: to be unsubscribed before anything else. */
    private final Deque<Symbol> toTakeBack = new ArrayDeque<>();
    /** To be requested again once it is unsubscribed; null if there is none. */
    private Symbol again;
    /** Not carried, and not reported to the hub yet. */
    private List<Symbol> overLimit = new ArrayList<>();
    /** Read without the monitor for each message; stays true somewhat longer than there is a doubt. */
    private volatile boolean inDoubt;
    private boolean compared;
    private long comparedVersion;
    private long comparedAt;
    private long pausedAt;
    private boolean paused;

    /** @param nanoTime the monotonic clock, nanoseconds */
    DemandSync(Demand demand, LongSupplier nanoTime) {
        int slots = demand.mostSymbols();
        this.demand = demand;
        this.nanoTime = nanoTime;
        this.limit = new SymbolLimit(slots);
        this.commandRate = new TokenBucket(Math.max(LEAST_BURST, slots), Math.max(LEAST_PER_SECOND, slots / SLOTS_PER_COMMAND),
                nanoTime.getAsLong());
    }

    /** The next command to send; it then counts as sent. Empty if nothing is to be sent, or not yet. One caller at a time. */
    Optional<String> next() {
        long now = nanoTime.getAsLong();
        if (!mayCommand(now)) {
            return Optional.empty();
        }
        long version = demand.demandVersion();
        if (isCompareDue(version, now)) {
            compare(demand.demandedSymbols(), version, now);
        }
        return choose(now);
    }

    /** Returns whether everything in demand has been requested. */
    synchronized boolean isSynced() {
        return compared && comparedVersion == demand.demandVersion() && toBegin.isEmpty() && toEnd.isEmpty();
    }

    /** The most symbols this connection carries, as far as is known. */
    synchronized int limit() {
        limit.expire(nanoTime.getAsLong());
        return limit.limit();
    }

    /** Returns the symbols beyond the limit, each once. */
    synchronized List<Symbol> takeOverLimit() {
        List<Symbol> taken = overLimit;
        overLimit = new ArrayList<>();
        return taken;
    }

    /** Finnhub has sent its limit error, which names no symbol. Returns whether anything follows from it. */
    synchronized boolean complained() {
        long now = nanoTime.getAsLong();
        Optional<Symbol> meant = limit.complained(now).filter(this::takeBack);
        meant.ifPresent(symbol -> {
            overLimit.add(symbol);
            limit.found(sent.size(), now);
        });
        return meant.isPresent();
    }

    /** The upstream has named symbols beyond its limit. Returns whether any of them had been requested. */
    synchronized boolean areOverLimit(List<Symbol> symbols) {
        List<Symbol> known = refuse(symbols);
        if (!known.isEmpty()) {
            overLimit.addAll(known);
            limit.found(sent.size(), nanoTime.getAsLong());
        }
        return !known.isEmpty();
    }

    /** The upstream does not carry symbols that it named. Returns those that had been requested. */
    synchronized List<Symbol> refuse(List<Symbol> symbols) {
        symbols.forEach(limit::forget);
        return symbols.stream().filter(this::takeBack).toList();
    }

    /**
     * The upstream reports that commands come too fast: after a pause the command that it quotes is sent again, if it is still due.
     */
    synchronized boolean tooFast(String text) {
        pausedAt = nanoTime.getAsLong();
        paused = true;
        compared = false;
        Matcher command = COMMAND.matcher(text);
        boolean known = command.find() && Symbol.isWellFormed(command.group(2));
        if (known) {
            Symbol symbol = new Symbol(command.group(2));
            limit.forget(symbol);
            if (command.group(1).equals("subscribe")) {
                sent.remove(symbol);
            } else {
                sent.add(symbol);
            }
        }
        return known;
    }

    /** The requested symbols that are named in a text. */
    synchronized List<Symbol> named(String text) {
        return NamedSymbol.in(text, sent);
    }

    /** Returns whether a trade could change anything in {@link #traded}. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** These symbols have been traded, so Finnhub carries them. */
    synchronized void traded(List<SymbolTrade> prints) {
        prints.forEach(print -> limit.traded(print.symbol()));
        inDoubt = limit.isInDoubt();
    }

    private synchronized boolean mayCommand(long now) {
        limit.sent(now);
        limit.expire(now);
        inDoubt = limit.isInDoubt();
        paused &= now - pausedAt < TOO_FAST_PAUSE;
        return !paused && commandRate.hasToken(now);
    }

    private synchronized boolean isCompareDue(long version, long now) {
        return !compared || version != comparedVersion || now - comparedAt >= RECHECK;
    }

    private synchronized void compare(Set<Symbol> demanded, long version, long now) {
        compared = true;
        comparedVersion = version;
        comparedAt = now;
        toEnd.clear();
        toBegin.clear();
        sent.stream().filter(symbol -> !demanded.contains(symbol)).forEach(toEnd::add);
        demanded.stream().filter(symbol -> !sent.contains(symbol)).forEach(toBegin::add);
        again = again != null && demanded.contains(again) ? again : null;
    }

    /** Unsubscribes before it subscribes where the limit might be exceeded on the way; elsewhere subscribing need not wait. */
    private synchronized Optional<String> choose(long now) {
        if (toTakeBack.isEmpty() && again == null) {
            limit.nextSuspect(!toBegin.isEmpty()).filter(suspect -> !toEnd.contains(suspect)).filter(this::takeBack)
                    .ifPresent(suspect -> again = suspect);
        }
        if (!toTakeBack.isEmpty()) {
            return end(toTakeBack.remove(), now);
        }
        if (again != null) {
            Symbol symbol = again;
            again = null;
            toBegin.remove(symbol);
            return begin(symbol, true, now);
        }
        if (!toEnd.isEmpty() && (toBegin.isEmpty() || !limit.isSafe(sent.size()))) {
            return end(toEnd.remove(), now);
        }
        if (!toBegin.isEmpty() && sent.size() >= limit.limit()) {
            overLimit.addAll(toBegin);
            toBegin.clear();
        }
        return !toBegin.isEmpty() && limit.mayBegin(sent.size()) ? begin(toBegin.remove(), false, now) : Optional.empty();
    }

    private Optional<String> begin(Symbol symbol, boolean isSuspect, long now) {
        commandRate.take(now);
        limit.began(symbol, sent.size(), isSuspect, now);
        inDoubt = true;
        sent.add(symbol);
        return Optional.of(FinnhubCodec.subscribe(symbol));
    }

    private Optional<String> end(Symbol symbol, long now) {
        commandRate.take(now);
        sent.remove(symbol);
        limit.ended(symbol, now);
        return Optional.of(FinnhubCodec.unsubscribe(symbol));
    }

    /** Returns whether the symbol was requested; then it no longer counts as sent, and is unsubscribed before anything else. */
    private boolean takeBack(Symbol symbol) {
        boolean wasSent = sent.remove(symbol);
        if (wasSent) {
            toEnd.remove(symbol);
            toTakeBack.add(symbol);
        }
        return wasSent;
    }
}
