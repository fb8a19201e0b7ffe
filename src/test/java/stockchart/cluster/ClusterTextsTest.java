package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.cluster.ClusterNotes.Decided;
import stockchart.cluster.World.Verdict;
import stockchart.hub.FeedStatus;
import stockchart.hub.SlotDecision;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.Tier.Why;
import stockchart.market.Symbol;

/** What nodes write for each other: on the board, in notes of the log, and what they must have in common. */
class ClusterTextsTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol SPACED = new Symbol("IC MARKETS:1");
    private static final World WORLD = new World(1, "abcd1234", 50);

    @Test
    void boardIsReadAsItWasWritten() {
        BoardText text = new BoardText(WORLD.toString(), true, 99, Map.of(AAPL, new Wish(Role.CHART, Set.of("a1", "b2")),
                SPACED, new Wish(Role.HIDDEN, Set.of("c3"))));
        assertEquals(Optional.of(text), BoardText.parse(text.toString()));
        BoardText nothing = new BoardText(WORLD.toString(), false, 0, Map.of());
        assertEquals(Optional.of(nothing), BoardText.parse(nothing.toString()));
    }

    @Test
    void linesOfTheBoardThatCannotBeReadAreLeftOut() {
        assertEquals(Optional.of(Set.of(AAPL)), BoardText.parse("1 a 2\tjoined\t5\nAAPL\tchart\tx\n\tchart\tx\nB\tother\tx\nC\n")
                .map(text -> text.wishes().keySet()));
        for (String other : List.of("", "x", "1 a 2\tjoined\tmany", "1 a 2\tjoined")) {
            assertEquals(Optional.empty(), BoardText.parse(other), other);
        }
    }

    @Test
    void notesAreReadAsTheyWereWritten() {
        FeedStatus status = new FeedStatus(FeedStatus.State.REFUSED, true, 1_767_625_100_000L);
        assertEquals(Optional.of(status), ClusterNotes.feed(ClusterNotes.feed(status).text()));
        assertEquals(Optional.of(7L), ClusterNotes.tick(ClusterNotes.tick(7).text()));
        List<SlotDecision> decisions = List.of(new SlotDecision(AAPL, State.STREAMED, "chart", Optional.empty(), 0, 0),
                new SlotDecision(SPACED, State.WAITING, "mute", Optional.of(Why.MUTE), 15_000, 3));
        assertEquals(Optional.of(new Decided(false, new Slots(50, decisions), Set.of(new Symbol("GONE")))),
                ClusterNotes.slots(ClusterNotes.slots(false, 50, decisions, Set.of(new Symbol("GONE"))).text()));
    }

    @Test
    void notesThatCannotBeReadSayNothing() {
        for (String other : List.of("", "live", "live\ttrue\tnow", "asleep\ttrue\t5")) {
            assertEquals(Optional.empty(), ClusterNotes.feed(other), other);
        }
        assertEquals(Optional.empty(), ClusterNotes.tick("-1"));
        assertEquals(Optional.empty(), ClusterNotes.slots("all"));
        assertEquals(Optional.of(List.of()), ClusterNotes
                .slots("all\t5\nAAPL\tasleep\tchart\t-\t0\t0\nAAPL\tstreamed\t\n\t\t\t\t\t").map(decided -> decided.slots().decisions()));
    }

    private static String board(World world, boolean isJoined) {
        return new BoardText(world.toString(), isJoined, 0, Map.of()).toString();
    }

    @Test
    void nodeThatDiffersFromOneThatTakesPartStaysOut() {
        String other = board(new World(1, "ffff0000", 50), true);
        Verdict verdict = WORLD.verdict("b", Map.of("a", other, "c", board(WORLD, true)));
        assertEquals(new Verdict(false,
                Optional.of("This node may not join the cluster: a takes part and has another FINNHUB_TOKEN")), verdict);
        assertEquals("This node may not join the cluster: a takes part and has another FINNHUB_SYMBOL_LIMIT, which is 30",
                WORLD.verdict("b", Map.of("a", board(new World(1, "abcd1234", 30), true))).reason().orElseThrow());
        assertEquals("This node may not join the cluster: a takes part and is of another version",
                WORLD.verdict("b", Map.of("a", board(new World(2, "abcd1234", 50), true))).reason().orElseThrow());
    }

    @Test
    void ofNodesThatBeginTogetherTheFirstByNameDecides() {
        World other = new World(1, "ffff0000", 50);
        assertTrue(WORLD.verdict("b", Map.of()).isAllowed());
        assertTrue(WORLD.verdict("b", Map.of("a", board(WORLD, false))).isAllowed());
        assertTrue(WORLD.verdict("b", Map.of("c", board(other, false))).isAllowed());
        assertEquals(new Verdict(false, Optional.empty()), WORLD.verdict("b", Map.of("a", board(other, false))), "it waits");
        assertTrue(WORLD.verdict("b", Map.of("a", board(other, false), "c", board(WORLD, true))).isAllowed());
    }
}
