package stockchart.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stockchart.cluster.redis.LogEntry.Note;
import stockchart.hub.FeedStatus;
import stockchart.hub.SlotDecision;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.Subscription.State;
import stockchart.hub.Tier.Why;
import stockchart.market.Symbol;
import stockchart.text.Digits;

/**
 * The notes that the holder writes into the log, as lines of texts separated by tabs: the state of its feed ({@code feed}), its
 * sign of life ({@code tick}), and what its hub has decided ({@code slots}). Stateless; any thread.
 */
final class ClusterNotes {
    static final String FEED = "feed";
    static final String TICK = "tick";
    static final String SLOTS = "slots";

    private static final String TAB = "\t";
    private static final String NONE = "-";
    private static final String ALL = "all";
    private static final String GONE = "gone";
    private static final int FEED_FIELDS = 3;
    private static final int DECISION_FIELDS = 6;

    private ClusterNotes() {}

    /**
     * What the holder has decided.
     *
     * @param isAll whether nothing is decided about any other symbol
     * @param gone the symbols about which nothing is decided any more
     */
    record Decided(boolean isAll, Slots slots, Set<Symbol> gone) {}

    static Note feed(FeedStatus status) {
        return new Note(FEED, status.state().word() + TAB + status.simulated() + TAB + status.since());
    }

    /** @param millis the holder's time of day; everything that its feed received until then is in the log before it */
    static Note tick(long millis) {
        return new Note(TICK, Long.toString(millis));
    }

    static Note slots(boolean isAll, int total, Collection<SlotDecision> decisions, Collection<Symbol> gone) {
        List<String> lines = new ArrayList<>(List.of((isAll ? ALL : "changes") + TAB + total));
        decisions.forEach(one -> lines.add(String.join(TAB, one.symbol().value(), one.state().name().toLowerCase(Locale.ROOT),
                one.use(), one.inactivity().map(Why::word).orElse(NONE), Long.toString(one.every()),
                Integer.toString(one.position()))));
        gone.forEach(symbol -> lines.add(symbol.value() + TAB + GONE));
        return new Note(SLOTS, String.join("\n", lines));
    }

    /** Empty if it cannot be read. */
    static Optional<FeedStatus> feed(String text) {
        String[] fields = text.split(TAB, -1);
        return fields.length == FEED_FIELDS && isNumber(fields[2])
                ? Stream.of(FeedStatus.State.values()).filter(state -> state.word().equals(fields[0])).findFirst()
                        .map(state -> new FeedStatus(state, fields[1].equals("true"), Long.parseLong(fields[2])))
                : Optional.empty();
    }

    /** Empty if it cannot be read. */
    static Optional<Long> tick(String text) {
        return isNumber(text) ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Empty if its head cannot be read; other lines that cannot be are left out. */
    static Optional<Decided> slots(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(TAB, -1);
        if (head.length != 2 || !isNumber(head[1])) {
            return Optional.empty();
        }
        List<SlotDecision> decisions = new ArrayList<>();
        Set<Symbol> gone = new LinkedHashSet<>();
        lines.stream().skip(1).map(line -> line.split(TAB, -1)).filter(fields -> Symbol.isWellFormed(fields[0])).forEach(fields -> {
            if (fields.length == 2 && fields[1].equals(GONE)) {
                gone.add(new Symbol(fields[0]));
            } else {
                decision(fields).ifPresent(decisions::add);
            }
        });
        return Optional.of(new Decided(head[0].equals(ALL), new Slots((int) Math.min(Integer.MAX_VALUE, Long.parseLong(head[1])),
                decisions), gone));
    }

    private static Optional<SlotDecision> decision(String[] fields) {
        if (fields.length != DECISION_FIELDS || !isNumber(fields[4]) || !isNumber(fields[5])) {
            return Optional.empty();
        }
        return Stream.of(State.values()).filter(state -> state.name().toLowerCase(Locale.ROOT).equals(fields[1])).findFirst()
                .map(state -> new SlotDecision(new Symbol(fields[0]), state, fields[2],
                        Stream.of(Why.values()).filter(why -> why.word().equals(fields[3])).findFirst(), Long.parseLong(fields[4]),
                        (int) Math.min(Integer.MAX_VALUE, Long.parseLong(fields[5]))));
    }

    private static boolean isNumber(String text) {
        return Digits.isNumber(text);
    }
}
