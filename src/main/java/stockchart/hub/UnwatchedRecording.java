package stockchart.hub;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import stockchart.market.Symbol;

/**
 * Decides which symbols have slots without viewers, only so that their candles are recorded: those of a list, in its order, as far
 * as slots are free beyond a reserve, so that a viewer's symbol gets a slot at once. One begins or ends a second, so that neither
 * a start nor another list is a storm of commands; one that a viewer's symbol needs the slot of ends at once.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds. Bounded by the list,
 * of which the first {@value #MOST} symbols count.
 */
final class UnwatchedRecording {
    /** One slot of so many is left free for viewers, and one at least. */
    static final int SLOTS_PER_RESERVED = 10;
    /** So often one symbol begins or ends. */
    static final long PACE = TimeUnit.SECONDS.toNanos(1);
    /** After Finnhub has refused one more symbol, no more than it then carried for this time: probing a limit disturbs viewers. */
    static final long LIMIT_KEPT = TimeUnit.HOURS.toNanos(1);
    /** A symbol that Finnhub does not carry is not requested again for this time, unless a client wants it. */
    static final long REFUSAL_KEPT = TimeUnit.DAYS.toNanos(1);
    /** More than any feed has slots, by default. */
    static final int MOST = 1_000;

    private final SlotTable table;
    private final SlotLimit limit;
    /** The places in the list, from 0. */
    private Map<Symbol, Integer> places = Map.of();
    /** Those that have slots without viewers. */
    private final Set<Channel> recorded = new LinkedHashSet<>();
    /** Until when symbols of the list are not to begin, because Finnhub has refused them. */
    private final Map<Symbol, Long> heldBack = new HashMap<>();
    /** How many symbols Finnhub carried when it last refused one. */
    private int carriedAtRefusal = Integer.MAX_VALUE;
    private long refusedAt;
    private long lastStep;

    UnwatchedRecording(SlotTable table, SlotLimit limit, long now) {
        this.table = table;
        this.limit = limit;
        this.refusedAt = now;
        this.lastStep = now;
    }

    /** What is to be done now: a symbol gives its slot back, one gets a slot, or both. */
    record Step(Optional<Channel> ends, Optional<Symbol> begins) {
        private static final Step NOTHING = new Step(Optional.empty(), Optional.empty());
    }

    /** Sets the list; what differs from the one before follows step by step. */
    void want(List<Symbol> inOrder) {
        Map<Symbol, Integer> next = new LinkedHashMap<>();
        inOrder.stream().limit(MOST).forEach(symbol -> next.putIfAbsent(symbol, next.size()));
        places = next;
        heldBack.keySet().retainAll(next.keySet());
    }

    /** How many slots are so used. */
    int size() {
        return recorded.size();
    }

    boolean contains(Channel channel) {
        return recorded.contains(channel);
    }

    /** The symbol has a slot without viewers from now on. */
    void add(Channel channel) {
        recorded.add(channel);
        channel.claim().setRecorded(true);
    }

    /** It has viewers again, or has lost its slot. */
    void remove(Channel channel) {
        recorded.remove(channel);
        channel.claim().setRecorded(false);
    }

    /** The one that gives its slot back first: the last one in the list, after any that is in it no more. */
    Optional<Channel> last() {
        return recorded.stream().max(Comparator.comparingInt(this::place));
    }

    /**
     * The step that is due; nothing if none is.
     *
     * @param mayBegin whether a symbol may begin as far as viewers and refusals are concerned
     */
    Step next(Predicate<Symbol> mayBegin, long now) {
        if (now - lastStep < PACE) {
            return Step.NOTHING;
        }
        lastStep = now;
        Optional<Channel> surplus = surplus(now);
        if (surplus.isPresent()) {
            return new Step(surplus, Optional.empty());
        }
        Optional<Symbol> first = first(mayBegin, now);
        if (first.isEmpty() || table.size() < most(now)) {
            return new Step(Optional.empty(), first);
        }
        Optional<Channel> worse = last().filter(channel -> place(channel) > places.get(first.get()));
        return worse.isPresent() ? new Step(worse, first) : Step.NOTHING;
    }

    private Optional<Symbol> first(Predicate<Symbol> mayBegin, long now) {
        heldBack.values().removeIf(until -> now - until >= 0);
        return places.keySet().stream()
                .filter(symbol -> table.get(symbol).isEmpty() && !heldBack.containsKey(symbol) && mayBegin.test(symbol))
                .findFirst();
    }

    /** Returns whether a symbol is in the list. */
    boolean wants(Channel channel) {
        return places.containsKey(channel.tape().symbol());
    }

    /** One that is to give its slot back because the reserve is not free, or because it is not in the list any more. */
    Optional<Channel> surplus(long now) {
        return last().filter(channel -> table.size() > most(now) || !wants(channel));
    }

    /** Finnhub does not carry a symbol. */
    void holdBack(Symbol symbol, long now) {
        if (places.containsKey(symbol)) {
            heldBack.put(symbol, now + REFUSAL_KEPT);
        }
    }

    /** Finnhub has refused one more symbol than these. */
    void refusedBeyond(int carried, long now) {
        carriedAtRefusal = carried;
        refusedAt = now;
    }

    /** How many slots may be in use for one more to be. */
    private int most(long now) {
        int total = now - refusedAt < LIMIT_KEPT ? Math.min(limit.total(now), carriedAtRefusal) : limit.total(now);
        return withoutReserve(total);
    }

    /** How many of so many slots may be in use. */
    static int withoutReserve(int total) {
        return Math.max(0, total - Math.max(1, (total + SLOTS_PER_RESERVED - 1) / SLOTS_PER_RESERVED));
    }

    private int place(Channel channel) {
        return places.getOrDefault(channel.tape().symbol(), Integer.MAX_VALUE);
    }
}
