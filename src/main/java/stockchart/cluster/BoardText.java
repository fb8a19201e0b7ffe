package stockchart.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stockchart.hub.SlotDecision.Wish;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;
import stockchart.text.Digits;

/**
 * What a node writes on the board for the others: its settings, whether it has joined, of which holder it has all decisions, and
 * what its clients want. As lines of texts separated by tabs, the head first. Immutable.
 *
 * @param world the settings that all nodes must have in common
 * @param isJoined whether it takes part
 * @param decisionsOf the fence under which all decisions were made that it has; 0 if it has none
 * @param wishes what its clients want
 */
record BoardText(String world, boolean isJoined, long decisionsOf, Map<Symbol, Wish> wishes) {
    private static final String TAB = "\t";
    private static final int HEAD = 3;
    private static final int FIELDS = 3;

    BoardText {
        wishes = Map.copyOf(wishes);
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(String.join(TAB, world, isJoined ? "joined" : "joining",
                Long.toString(decisionsOf))));
        wishes.keySet().stream().sorted().forEach(symbol -> lines.add(String.join(TAB, symbol.value(),
                wishes.get(symbol).role().word(), String.join(",", wishes.get(symbol).addresses().stream().sorted().toList()))));
        return String.join("\n", lines);
    }

    /** The text of another node; empty if it is none. Lines that cannot be read are left out. */
    static Optional<BoardText> parse(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(TAB, -1);
        if (head.length != HEAD || !Digits.isNumber(head[2])) {
            return Optional.empty();
        }
        Map<Symbol, Wish> wishes = new LinkedHashMap<>();
        lines.stream().skip(1).map(line -> line.split(TAB, -1)).filter(BoardText::isWish).forEach(fields -> wishes.put(
                new Symbol(fields[0]), new Wish(Role.valueOf(fields[1].toUpperCase(Locale.ROOT)), addresses(fields[2]))));
        return Optional.of(new BoardText(head[0], head[1].equals("joined"), Long.parseLong(head[2]), wishes));
    }

    private static boolean isWish(String[] fields) {
        return fields.length == FIELDS && Symbol.isWellFormed(fields[0])
                && Stream.of(Role.values()).anyMatch(role -> role.word().equals(fields[1]));
    }

    private static Set<String> addresses(String text) {
        return Set.of(Stream.of(text.split(",", -1)).distinct().limit(Wish.MOST_ADDRESSES).toArray(String[]::new));
    }
}
