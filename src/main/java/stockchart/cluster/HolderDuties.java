package stockchart.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stockchart.cluster.redis.LogEntry.Note;
import stockchart.hub.SlotDecision;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;

/**
 * What the holder writes into the log besides trades, during one term: which symbols have a series, what its hub has decided, and a
 * sign of life each second. Compares levels: what the log says and what it should say. Places in line and intervals of polling,
 * which change all the time, follow every ten seconds, and places only as far as a client may look.
 *
 * <p><b>Confined</b> to its caller.
 */
final class HolderDuties {
    private static final long TICK = TimeUnit.SECONDS.toNanos(1);
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final long DETAILS = TimeUnit.SECONDS.toNanos(10);
    private static final long ALL_PAUSE = TimeUnit.MILLISECONDS.toNanos(300);
    /** Places further back are written when the symbol gets there. */
    private static final int NEAR = 100;

    private final Log log;
    private final Map<Symbol, SlotDecision> written = new LinkedHashMap<>();
    private int total = -1;
    private boolean hasWrittenAll;
    private long allWritten;
    private long detailsWritten;
    private boolean hasTicked;
    private long ticked;
    /** What was to be taken and freed last, and when. */
    private List<Set<Symbol>> asked = List.of();
    private long askedAt;

    /** Where it writes, each behind what was written before; what cannot be written is so because the term is over. */
    interface Log {
        boolean announce(Note note);

        boolean carry(Set<Symbol> taken, Set<Symbol> freed);
    }

    /** @param now the monotonic clock in nanoseconds, as all times here */
    HolderDuties(Log log, long now) {
        this.log = log;
        this.detailsWritten = now;
    }

    /** Lets the log have a series for each symbol about which something is decided, and for no other one. */
    void carry(Slots decided, Set<Symbol> carried, long now) {
        Set<Symbol> taken = new HashSet<>();
        decided.decisions().forEach(one -> taken.add(one.symbol()));
        Set<Symbol> freed = new HashSet<>(carried);
        freed.removeAll(taken);
        taken.removeAll(carried);
        List<Set<Symbol>> wanted = List.of(taken, freed);
        boolean isAsked = wanted.equals(asked) && now - askedAt < AGAIN;
        if (!isAsked && !(taken.isEmpty() && freed.isEmpty()) && log.carry(taken, freed)) {
            asked = wanted;
            askedAt = now;
        }
    }

    /** Writes what was decided and is not in the log yet. Returns whether it has written all of it. */
    boolean decide(Slots decided, long now) {
        boolean areDetailsDue = now - detailsWritten >= DETAILS;
        List<SlotDecision> changes = new ArrayList<>();
        Set<Symbol> gone = new HashSet<>(written.keySet());
        for (SlotDecision one : decided.decisions()) {
            gone.remove(one.symbol());
            SlotDecision before = written.get(one.symbol());
            boolean isOther = before == null || !withoutDetails(before).equals(withoutDetails(one));
            if (isOther || areDetailsDue && !before.equals(one) && (one.position() <= NEAR || before.every() != one.every())) {
                changes.add(one);
            }
        }
        if (!hasWrittenAll || !changes.isEmpty() || !gone.isEmpty() || decided.total() != total) {
            detailsWritten = areDetailsDue ? now : detailsWritten;
            if (log.announce(ClusterNotes.slots(!hasWrittenAll, decided.total(), changes, gone))) {
                boolean isAll = !hasWrittenAll;
                allWritten = isAll ? now : allWritten;
                hasWrittenAll = true;
                total = decided.total();
                changes.forEach(one -> written.put(one.symbol(), one));
                gone.forEach(written::remove);
                return isAll;
            }
        }
        return false;
    }

    /** A node lacks decisions: all of them are written once more with the next ones, unless they were a moment ago. */
    void writeAll(long now) {
        if (hasWrittenAll && now - allWritten >= ALL_PAUSE) {
            hasWrittenAll = false;
            written.clear();
        }
    }

    /** @param millis the time of day */
    void tick(long millis, long now) {
        if ((!hasTicked || now - ticked >= TICK) && log.announce(ClusterNotes.tick(millis))) {
            hasTicked = true;
            ticked = now;
        }
    }

    private static SlotDecision withoutDetails(SlotDecision one) {
        // Whether it is in line and whether it is polled are no details.
        return new SlotDecision(one.symbol(), one.state(), one.state() == State.STREAMED ? one.use() : "", one.inactivity(),
                Math.min(1, one.every()), Math.min(1, one.position()));
    }
}
