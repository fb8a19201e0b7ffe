package stockchart.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import stockchart.hub.Polling.Candidate;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.TokenBucket;
import stockchart.tape.GapLog.Gap;

/** What {@link Subscriptions} promises, written down as plainly as possible, without regard to speed or threads. */
final class NaiveRegistry {
    private static final long MINUTE = 60_000;

    private final int slots;
    private final int tapes;
    private final long linger;
    private final Map<Symbol, Log> logs = new TreeMap<>();
    /** The longest carried first. */
    private final List<Symbol> carried = new ArrayList<>();
    /** What each subscriber watches, in the order in which it began. */
    private final Map<Integer, Set<Symbol>> subscribers = new TreeMap<>();
    private final Set<Symbol> closedMarkets = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private final TokenBucket moves;
    /** Those to be recorded without viewers, the most important first. */
    private List<Symbol> wishes = List.of();
    /** Those of the carried that are recorded without viewers, the longest so first. */
    private final List<Symbol> recorded = new ArrayList<>();
    private long recordStep;
    /** How many were carried when one was last refused, and when that was. */
    private int carriedAtRefusal = Integer.MAX_VALUE;
    private long refusedAt;
    private boolean isDown;
    private int most = Integer.MAX_VALUE;
    private long mostSince;
    private long judged = Long.MIN_VALUE;
    private long time;
    private long unwanted;
    /** Counts whatever happens, so that of two things one was first. */
    private long events;

    /**
     * @param time in milliseconds, as {@code linger}
     * @param nanoTime the registry's clock
     */
    NaiveRegistry(int slots, int tapes, long linger, long time, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.moves = new TokenBucket(SlotTurnover.MOVES, SlotTurnover.MOVES_PER_SECOND, nanoTime.getAsLong());
        this.time = time;
        this.recordStep = time;
        this.refusedAt = time;
        this.slots = slots;
        this.tapes = tapes;
        this.linger = linger;
    }

    /** The trades of one tape by their prices, who watches, and what is known of its quotes. */
    static final class Log {
        final List<Double> prices = new ArrayList<>();
        /** When each trade came. */
        final List<Long> times = new ArrayList<>();
        /** The time of the last trade, as the trade has it. */
        private long lastTime = Long.MIN_VALUE;
        final Map<Integer, Role> viewers = new TreeMap<>();
        /** Since when and until when it was not recorded; the last one may go on. */
        final List<Gap> gaps = new ArrayList<>();
        private long arrival;
        private long idleSince;
        /** Distinguishes those that became idle in the same moment. */
        private long left;
        /** Which one it was to lose its slot. */
        private long slotLost;
        private long slotSince;
        private long lastTrade;
        private long gaveWay = Long.MIN_VALUE / 2;
        private long heldBack = Long.MIN_VALUE / 2;
        private boolean hadSlot;
        private boolean wasWatched;
        private boolean mute;
        private long muteSince;
        private boolean closed;
        private long every;
        private long quoteTime = Long.MIN_VALUE;
        /** When the feed had last been lastTrade of when the last quote came; -1 if the next quote is the first to compare with. */
        private long lastTradeAtQuote = -1;
        private int moves;

        private long silentSince() {
            return Math.max(lastTrade, slotSince);
        }

        /** 0 chart, 1 row, 2 mute, 3 closed, 4 hidden, 5 no viewer. */
        private int rank() {
            if (viewers.isEmpty()) {
                return 5;
            }
            int role = viewers.values().stream().mapToInt(Role::ordinal).min().orElseThrow();
            return role == 2 ? 4 : closed ? 3 : mute ? 2 : role;
        }
    }

    void advance(long by) {
        time += by;
    }

    void register(int who) {
        subscribers.putIfAbsent(who, new LinkedHashSet<>());
    }

    /** Returns whether it is to succeed. */
    boolean subscribe(int who, Symbol symbol, Role role) {
        Set<Symbol> own = subscribers.get(who);
        if (own == null) {
            settle();
            return false;
        }
        Log log = logs.computeIfAbsent(symbol, s -> new Log());
        log.wasWatched = true;
        recorded.remove(symbol);
        if (log.viewers.isEmpty()) {
            events++;
            log.arrival = events;
        }
        own.add(symbol);
        log.viewers.put(who, role);
        settle();
        return true;
    }

    void unsubscribe(int who, Symbol symbol) {
        leave(who, symbol);
        settle();
    }

    private void leave(int who, Symbol symbol) {
        Log log = logs.get(symbol);
        subscribers.get(who).remove(symbol);
        log.viewers.remove(who);
        events++;
        log.idleSince = time;
        log.left = events;
        if (log.viewers.isEmpty() && !carried.contains(symbol)) {
            log.every = 0;
        }
        if (log.viewers.isEmpty() && !log.hadSlot && log.prices.isEmpty()) {
            logs.remove(symbol);
        }
    }

    void remove(int who) {
        List.copyOf(subscribers.getOrDefault(who, Set.of())).forEach(symbol -> leave(who, symbol));
        subscribers.remove(who);
        settle();
    }

    /** The feed carries one symbol too many. */
    void refused(Symbol symbol) {
        if (carried.contains(symbol)) {
            boolean wasRecorded = recorded.contains(symbol);
            giveUp(symbol);
            carriedAtRefusal = carried.size();
            refusedAt = time;
            boolean isLimit = 2 * carried.size() >= slots;
            if (isLimit) {
                most = carried.size();
                mostSince = time;
            }
            if (!logs.get(symbol).viewers.isEmpty() && !recorded.isEmpty()) {
                giveUp(lastRecorded());
            } else if (!isLimit && !wasRecorded) {
                logs.get(symbol).heldBack = time;
            }
        }
        settle();
    }

    void feedIs(boolean down) {
        if (isDown != down) {
            isDown = down;
            most = Integer.MAX_VALUE;
            carried.forEach(symbol -> logs.get(symbol).lastTradeAtQuote = -1);
        }
        settle();
    }

    /** What one message of the feed contains. */
    void publish(Map<Symbol, List<Double>> prints) {
        events++;
        boolean changesActivity = prints.keySet().stream().map(logs::get).anyMatch(log -> log != null && (log.mute || log.closed));
        prints.forEach((symbol, prices) -> {
            Log log = logs.get(symbol);
            if (log == null) {
                unwanted += prices.size();
                return;
            }
            prices.forEach(price -> append(log, price, time));
            log.lastTrade = events;
            log.mute = false;
            log.closed = false;
        });
        if (changesActivity) {
            settle();
        }
    }

    private void append(Log log, double price, long at) {
        log.prices.add(price);
        log.times.add(time);
        log.lastTime = at;
    }

    /** Returns whether the quote becomes a print. */
    boolean quoteReceived(Symbol symbol, double price, long at) {
        Log log = logs.get(symbol);
        if (log == null) {
            return false;
        }
        boolean hasSlot = carried.contains(symbol);
        long lastTrade = hasSlot && !isDown ? log.silentSince() : -1;
        if (lastTrade == -1 || lastTrade != log.lastTradeAtQuote) {
            log.moves = 0;
        } else if (at > log.quoteTime) {
            log.moves++;
        }
        log.lastTradeAtQuote = lastTrade;
        log.quoteTime = Math.max(log.quoteTime, at);
        boolean isLater = log.prices.isEmpty() || at > log.lastTime
                || at == log.lastTime && price != log.prices.get(log.prices.size() - 1);
        if (hasSlot && log.moves >= 2) {
            log.mute = true;
            log.muteSince = time;
        }
        judge(symbol);
        boolean isPrint = isLater && !log.viewers.isEmpty() && (!hasSlot || log.mute || log.closed);
        settle();
        if (isPrint) {
            append(log, price, at);
        }
        return isPrint;
    }

    void close(Symbol symbol, boolean isClosed) {
        if (isClosed) {
            closedMarkets.add(symbol);
        } else {
            closedMarkets.remove(symbol);
        }
    }

    boolean isClosed(Symbol symbol) {
        return closedMarkets.contains(symbol);
    }

    private void judge(Symbol symbol) {
        Log log = logs.get(symbol);
        log.mute &= time - log.muteSince < 30 * MINUTE;
        long last = Math.max(log.quoteTime, log.lastTime);
        log.closed = isClosed(symbol) && last != Long.MIN_VALUE && time - last >= 10 * MINUTE;
    }

    /** Those that want quotes for their viewers, in their order. */
    List<Candidate> polledCandidates() {
        List<Candidate> all = new ArrayList<>();
        waiting().forEach(symbol -> all.add(candidate(symbol)));
        carried.stream().filter(symbol -> logs.get(symbol).mute || logs.get(symbol).closed)
                .forEach(symbol -> all.add(candidate(symbol)));
        all.removeIf(candidate -> logs.get(candidate.symbol()).rank() >= 4);
        return all;
    }

    private Candidate candidate(Symbol symbol) {
        return new Candidate(symbol, logs.get(symbol).viewers.values().stream().min(Comparator.naturalOrder()).orElse(Role.HIDDEN),
                false);
    }

    void setPollIntervals(Map<Symbol, Long> intervals) {
        logs.forEach((symbol, log) -> log.every = 0);
        intervals.forEach((symbol, every) -> {
            Log log = logs.get(symbol);
            if (log != null && !log.viewers.isEmpty() && (!carried.contains(symbol) || log.mute || log.closed)) {
                log.every = every;
            }
        });
        settle();
    }

    void sweep() {
        carried.stream().filter(symbol -> logs.get(symbol).viewers.isEmpty() && !recorded.contains(symbol))
                .filter(symbol -> time - logs.get(symbol).idleSince >= linger).toList().forEach(this::endLinger);
        recordNext();
        if (judged == Long.MIN_VALUE || time - judged >= 1_000) {
            judged = time;
            carried.forEach(this::judge);
            waiting().forEach(this::judge);
        }
        settle();
    }

    void record(List<Symbol> inOrder) {
        wishes = inOrder;
    }

    private void endLinger(Symbol symbol) {
        if (!wishes.contains(symbol)) {
            giveUp(symbol);
            return;
        }
        recorded.add(symbol);
        if (isSurplus()) {
            giveUp(lastRecorded());
        }
    }

    /** One symbol a second begins or ends. */
    private void recordNext() {
        if (time - recordStep < 1_000) {
            return;
        }
        recordStep = time;
        if (isSurplus()) {
            giveUp(lastRecorded());
            return;
        }
        List<Symbol> able = wishes.stream().filter(symbol -> !carried.contains(symbol)).filter(symbol -> {
            Log log = logs.get(symbol);
            return log == null || log.viewers.isEmpty() && time - log.heldBack >= 30_000;
        }).toList();
        if (able.isEmpty() || isDown || !waiting().isEmpty()) {
            return;
        }
        Symbol next = able.get(0);
        if (carried.size() >= mostWithRecorded()) {
            if (recorded.isEmpty() || wishes.indexOf(lastRecorded()) < wishes.indexOf(next)) {
                return;
            }
            giveUp(lastRecorded());
        }
        events++;
        Log log = logs.computeIfAbsent(next, s -> new Log());
        log.left = log.wasWatched || log.hadSlot ? log.left : events;
        recorded.add(next);
        begin(next);
    }

    private boolean isSurplus() {
        return !recorded.isEmpty() && (carried.size() > mostWithRecorded() || !wishes.contains(lastRecorded()));
    }

    private int mostWithRecorded() {
        return (time - refusedAt < 3_600_000 ? Math.min(total(), carriedAtRefusal) : total()) - 1;
    }

    private Symbol lastRecorded() {
        Symbol last = recorded.get(0);
        for (Symbol symbol : recorded) {
            int place = wishes.indexOf(symbol);
            int most = wishes.indexOf(last);
            if (most >= 0 && (place < 0 || place > most)) {
                last = symbol;
            }
        }
        return last;
    }

    /** By how many each known symbol is watched, or for how many milliseconds it has not been, negative; and whether it has prices. */
    Map<Symbol, List<Object>> watched() {
        Map<Symbol, List<Object>> watched = new TreeMap<>();
        logs.forEach((symbol, log) -> {
            if (log.wasWatched) {
                watched.put(symbol, List.of(log.viewers.size(), log.viewers.isEmpty() ? time - log.idleSince : 0L,
                        !log.prices.isEmpty()));
            }
        });
        return watched;
    }

    /** Every operation ends with it. */
    void noteGaps() {
        logs.forEach((symbol, log) -> {
            Optional<Gap.Cause> cause = carried.contains(symbol)
                    ? isDown ? Optional.of(Gap.Cause.DOWN) : Optional.empty()
                    : log.every > 0 ? Optional.empty() : Optional.of(Gap.Cause.UNRECORDED);
            int last = log.gaps.size() - 1;
            Optional<Gap> open = last >= 0 && log.gaps.get(last).to().isEmpty() ? Optional.of(log.gaps.get(last)) : Optional.empty();
            if (!open.map(Gap::cause).equals(cause)) {
                open.ifPresent(gap -> log.gaps.set(last, new Gap(gap.cause(), gap.from(), OptionalLong.of(time))));
                cause.ifPresent(because -> log.gaps.add(new Gap(because, time, OptionalLong.empty())));
            }
        });
    }

    /** How prices of a watched symbol come. */
    Tier tier(Symbol symbol) {
        Log log = logs.get(symbol);
        boolean hasSlot = carried.contains(symbol);
        boolean isInactive = log.mute || log.closed;
        if (hasSlot && (!isInactive || log.every == 0)) {
            return Tier.STREAMED;
        }
        Tier.Why why = log.closed ? Tier.Why.CLOSED : log.mute ? Tier.Why.MUTE : Tier.Why.LIMIT;
        return new Tier(log.every > 0 ? Tier.Kind.POLLED : Tier.Kind.WAITING, waiting().indexOf(symbol) + 1, log.every,
                Optional.of(why));
    }

    /** How many trades of the symbol have been there for at least so long. */
    int olderThan(Symbol symbol, long age) {
        return (int) logs.get(symbol).times.stream().filter(came -> time - came >= age).count();
    }

    Log log(Symbol symbol) {
        return logs.get(symbol);
    }

    /** Those that are recorded without viewers come last. */
    List<Symbol> demanded() {
        List<Symbol> demanded = new ArrayList<>(carried);
        demanded.removeAll(recorded);
        carried.stream().filter(recorded::contains).forEach(demanded::add);
        return demanded;
    }

    int recorded() {
        return recorded.size();
    }

    long unwanted() {
        return unwanted;
    }

    Map<Symbol, Integer> viewers() {
        Map<Symbol, Integer> viewers = new LinkedHashMap<>();
        carried.forEach(symbol -> viewers.put(symbol, logs.get(symbol).viewers.size()));
        return viewers;
    }

    int total() {
        return time - mostSince < 30_000 ? Math.min(slots, most) : slots;
    }

    /** The watched symbols without a slot, the next one first. */
    List<Symbol> waiting() {
        return logs.keySet().stream().filter(symbol -> !carried.contains(symbol) && !logs.get(symbol).viewers.isEmpty())
                .sorted(Comparator.<Symbol>comparingInt(symbol -> logs.get(symbol).rank())
                        .thenComparingLong(symbol -> logs.get(symbol).arrival)).toList();
    }

    /** Slots go to those that wait; idle channels are evicted. */
    void settle() {
        for (Optional<Symbol> first = next(); first.isPresent(); first = next()) {
            Symbol next = first.get();
            if (carried.size() >= total()) {
                if (!recorded.isEmpty()) {
                    giveUp(lastRecorded());
                    continue;
                }
                if (!giveWay(logs.get(next).rank())) {
                    break;
                }
                continue;
            }
            begin(next);
        }
        Optional<Symbol> forgotten = Optional.of(new Symbol("none"));
        while (forgotten.isPresent() && logs.size() > tapes + waiting().size()) {
            forgotten = firstUntraded().or(() -> longestIdle(logs.keySet()));
            forgotten.ifPresent(symbol -> {
                logs.remove(symbol);
                carried.remove(symbol);
            });
        }
    }

    private void begin(Symbol symbol) {
        Log log = logs.get(symbol);
        events++;
        log.slotSince = events;
        log.lastTradeAtQuote = -1;
        log.hadSlot = true;
        log.every = 0;
        carried.add(symbol);
    }

    private Optional<Symbol> next() {
        return waiting().stream().filter(symbol -> time - logs.get(symbol).heldBack >= 30_000).findFirst();
    }

    private boolean giveWay(int waiting) {
        Optional<Symbol> least = Optional.empty();
        for (Symbol symbol : carried) {
            Log log = logs.get(symbol);
            boolean may = log.rank() > waiting && (log.rank() == 5 || time - log.gaveWay >= MINUTE);
            if (may && (least.isEmpty() || isLess(log, logs.get(least.get())))) {
                least = Optional.of(symbol);
            }
        }
        boolean isMoved = least.isPresent() && moves.take(nanoTime.getAsLong());
        if (isMoved) {
            Log log = logs.get(least.get());
            log.gaveWay = log.viewers.isEmpty() ? log.gaveWay : time;
            giveUp(least.get());
        }
        return isMoved;
    }

    /** Whether the first one deserves its slot less. */
    private static boolean isLess(Log one, Log other) {
        if (one.rank() != other.rank()) {
            return one.rank() > other.rank();
        }
        return one.rank() == 5 ? one.left < other.left : one.silentSince() < other.silentSince();
    }

    private void giveUp(Symbol symbol) {
        carried.remove(symbol);
        recorded.remove(symbol);
        events++;
        logs.get(symbol).slotLost = events;
    }

    private Optional<Symbol> firstUntraded() {
        return logs.keySet().stream().filter(symbol -> !carried.contains(symbol) && logs.get(symbol).hadSlot)
                .filter(symbol -> logs.get(symbol).prices.isEmpty() && logs.get(symbol).viewers.isEmpty())
                .min(Comparator.comparingLong(symbol -> logs.get(symbol).slotLost));
    }

    private Optional<Symbol> longestIdle(Iterable<Symbol> among) {
        List<Symbol> idle = new ArrayList<>();
        among.forEach(symbol -> {
            if (logs.get(symbol).viewers.isEmpty() && !recorded.contains(symbol)) {
                idle.add(symbol);
            }
        });
        return idle.stream().min(Comparator.comparingLong(symbol -> logs.get(symbol).left));
    }
}
