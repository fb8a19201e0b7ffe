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
import java.util.TreeSet;
import stockchart.market.Symbol;
import stockchart.tape.GapLog.Gap;

/** What {@link Subscriptions} promises, written down as plainly as it can be; nobody looks at speed or threads here. */
final class NaiveRegistry {
    private final int slots;
    private final int tapes;
    private final long linger;
    private final Map<Symbol, Log> logs = new TreeMap<>();
    /** The longest carried first. */
    private final List<Symbol> carried = new ArrayList<>();
    /** What each subscriber watches, in the order in which it began. */
    private final Map<Integer, Set<Symbol>> subscribers = new TreeMap<>();
    private long time;
    private long unwanted;
    private long leavings;
    private long slotsLost;

    /** @param time in milliseconds, as {@code linger} */
    NaiveRegistry(int slots, int tapes, long linger, long time) {
        this.time = time;
        this.slots = slots;
        this.tapes = tapes;
        this.linger = linger;
    }

    /** The trades of one tape by their prices, and who watches. */
    static final class Log {
        final List<Double> prices = new ArrayList<>();
        /** When each trade came. */
        final List<Long> times = new ArrayList<>();
        final Set<Integer> viewers = new TreeSet<>();
        /** Since when and until when it had no slot; the last one may go on. */
        final List<Gap> gaps = new ArrayList<>();
        private long idleSince;
        /** Tells those apart that became idle in the same moment. */
        private long left;
        /** Which one it was to lose its slot. */
        private long slotLost;
    }

    void advance(long by) {
        time += by;
    }

    void register(int who) {
        subscribers.putIfAbsent(who, new LinkedHashSet<>());
    }

    /** Says whether it is to succeed. */
    boolean subscribe(int who, Symbol symbol) {
        Set<Symbol> own = subscribers.get(who);
        if (own == null) {
            return false;
        }
        if (!own.contains(symbol) && !makeRoom(symbol)) {
            // The one that came in vain has left again.
            if (logs.containsKey(symbol) && logs.get(symbol).viewers.isEmpty()) {
                becomesIdle(symbol);
            }
            return false;
        }
        own.add(symbol);
        logs.computeIfAbsent(symbol, s -> new Log()).viewers.add(who);
        if (!carried.contains(symbol)) {
            carried.add(symbol);
        }
        if (logs.size() > tapes) {
            Symbol forgotten = firstUntraded().or(() -> longestIdle(logs.keySet())).orElseThrow();
            logs.remove(forgotten);
            carried.remove(forgotten);
        }
        return true;
    }

    void unsubscribe(int who, Symbol symbol) {
        subscribers.get(who).remove(symbol);
        logs.get(symbol).viewers.remove(who);
        becomesIdle(symbol);
    }

    void remove(int who) {
        List.copyOf(subscribers.getOrDefault(who, Set.of())).forEach(symbol -> unsubscribe(who, symbol));
        subscribers.remove(who);
    }

    /** Says whose subscriptions that ends. */
    Set<Integer> refused(Symbol symbol) {
        if (!carried.contains(symbol)) {
            return Set.of();
        }
        giveUp(symbol);
        Set<Integer> told = new TreeSet<>(logs.get(symbol).viewers);
        logs.get(symbol).viewers.clear();
        told.forEach(who -> subscribers.get(who).remove(symbol));
        becomesIdle(symbol);
        return told;
    }

    void publish(Symbol symbol, double price) {
        Log log = logs.get(symbol);
        if (log == null) {
            unwanted++;
        } else {
            log.prices.add(price);
            log.times.add(time);
        }
    }

    void sweep() {
        carried.stream().filter(symbol -> logs.get(symbol).viewers.isEmpty() && time - logs.get(symbol).idleSince >= linger)
                .toList().forEach(this::giveUp);
    }

    /** Every operation ends with it. */
    void noteGaps() {
        logs.forEach((symbol, log) -> {
            int last = log.gaps.size() - 1;
            boolean open = last >= 0 && log.gaps.get(last).to().isEmpty();
            if (open && carried.contains(symbol)) {
                log.gaps.set(last, new Gap(Gap.Cause.UNRECORDED, log.gaps.get(last).from(), OptionalLong.of(time)));
            } else if (!open && !carried.contains(symbol)) {
                log.gaps.add(new Gap(Gap.Cause.UNRECORDED, time, OptionalLong.empty()));
            }
        });
    }

    /** How many trades of the symbol have been there for at least so long. */
    int olderThan(Symbol symbol, long age) {
        return (int) logs.get(symbol).times.stream().filter(came -> time - came >= age).count();
    }

    Log log(Symbol symbol) {
        return logs.get(symbol);
    }

    List<Symbol> demanded() {
        return List.copyOf(carried);
    }

    long unwanted() {
        return unwanted;
    }

    Map<Symbol, Integer> viewers() {
        Map<Symbol, Integer> viewers = new LinkedHashMap<>();
        carried.forEach(symbol -> viewers.put(symbol, logs.get(symbol).viewers.size()));
        return viewers;
    }

    private void becomesIdle(Symbol symbol) {
        leavings++;
        logs.get(symbol).idleSince = time;
        logs.get(symbol).left = leavings;
    }

    private boolean makeRoom(Symbol symbol) {
        if (carried.contains(symbol) || carried.size() < slots) {
            return true;
        }
        Optional<Symbol> idle = longestIdle(carried);
        idle.ifPresent(this::giveUp);
        return idle.isPresent();
    }

    private void giveUp(Symbol symbol) {
        carried.remove(symbol);
        slotsLost++;
        logs.get(symbol).slotLost = slotsLost;
    }

    private Optional<Symbol> firstUntraded() {
        return logs.keySet().stream().filter(symbol -> !carried.contains(symbol))
                .filter(symbol -> logs.get(symbol).prices.isEmpty() && logs.get(symbol).viewers.isEmpty())
                .min(Comparator.comparingLong(symbol -> logs.get(symbol).slotLost));
    }

    private Optional<Symbol> longestIdle(Iterable<Symbol> among) {
        List<Symbol> idle = new ArrayList<>();
        among.forEach(symbol -> {
            if (logs.get(symbol).viewers.isEmpty()) {
                idle.add(symbol);
            }
        });
        return idle.stream().min(Comparator.comparingLong(symbol -> logs.get(symbol).left));
    }
}
