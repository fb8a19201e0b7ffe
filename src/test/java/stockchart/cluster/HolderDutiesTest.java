package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.cluster.redis.LogEntry.Note;
import stockchart.hub.SlotDecision;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;

class HolderDutiesTest implements HolderDuties.Log {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");
    private static final SlotDecision A_STREAMED = new SlotDecision(A, State.STREAMED, "chart", Optional.empty(), 0, 0);

    private final List<String> written = new ArrayList<>();
    private final HolderDuties duties = new HolderDuties(this, 0);
    private long now;
    private boolean isOver;

    @Override
    public boolean announce(Note note) {
        if (!isOver) {
            written.add(note.kind() + " " + note.text().replace('\t', ' ').replace('\n', ';'));
        }
        return !isOver;
    }

    @Override
    public boolean carry(Set<Symbol> taken, Set<Symbol> freed) {
        if (!isOver) {
            written.add("carry " + taken + " " + freed);
        }
        return !isOver;
    }

    private static SlotDecision waiting(Symbol symbol, int position) {
        return new SlotDecision(symbol, State.WAITING, "row", Optional.empty(), 0, position);
    }

    private boolean decide(SlotDecision... decisions) {
        return duties.decide(new Slots(2, List.of(decisions)), now);
    }

    private void assertWritten(String... expected) {
        assertEquals(List.of(expected), written);
        written.clear();
    }

    private void advance(Duration time) {
        now += time.toNanos();
    }

    @Test
    void seriesFollowTheDecisionsAndAreRequestedOnce() {
        Slots both = new Slots(2, List.of(A_STREAMED, waiting(B, 1)));
        duties.carry(both, Set.of(A), now);
        duties.carry(both, Set.of(A), now);
        assertWritten("carry [B] []");
        duties.carry(new Slots(2, List.of(A_STREAMED)), Set.of(A, B), now);
        assertWritten("carry [] [B]");
        advance(Duration.ofSeconds(1));
        duties.carry(new Slots(2, List.of(A_STREAMED)), Set.of(A, B), now);
        assertWritten("carry [] [B]");
        duties.carry(new Slots(2, List.of(A_STREAMED)), Set.of(A), now);
        assertWritten();
    }

    @Test
    void allIsWrittenFirstAndThenWhatChanges() {
        decide(A_STREAMED, waiting(B, 1));
        assertWritten("slots all 2;A streamed chart - 0 0;B waiting row - 0 1");
        decide(A_STREAMED, waiting(B, 1));
        assertWritten();
        decide(waiting(B, 1));
        assertWritten("slots changes 2;A gone");
    }

    @Test
    void placesInLineFollowNowAndThen() {
        decide(waiting(A, 1), waiting(B, 2));
        written.clear();
        decide(waiting(B, 1), waiting(A, 2));
        assertWritten();
        advance(Duration.ofSeconds(10));
        decide(waiting(B, 1), waiting(A, 2));
        assertWritten("slots changes 2;B waiting row - 0 1;A waiting row - 0 2");
        advance(Duration.ofSeconds(10));
        decide(waiting(B, 1_000), waiting(A, 2));
        assertWritten();
    }

    @Test
    void nodeThatLacksDecisionsGetsAllOfThem() {
        assertTrue(decide(A_STREAMED));
        written.clear();
        duties.writeAll(now);
        assertFalse(decide(A_STREAMED), "they were written just now");
        advance(Duration.ofSeconds(1));
        duties.writeAll(now);
        assertTrue(decide(A_STREAMED));
        assertWritten("slots all 2;A streamed chart - 0 0");
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        isOver = true;
        decide(A_STREAMED);
        duties.tick(5, now);
        duties.carry(new Slots(2, List.of(A_STREAMED)), Set.of(), now);
        isOver = false;
        decide(A_STREAMED);
        duties.tick(6, now);
        duties.carry(new Slots(2, List.of(A_STREAMED)), Set.of(), now);
        assertWritten("slots all 2;A streamed chart - 0 0", "tick 6", "carry [A] []");
    }

    @Test
    void signOfLifeComesOnceASecond() {
        duties.tick(5, now);
        duties.tick(5, now);
        advance(Duration.ofSeconds(1));
        duties.tick(6, now);
        assertWritten("tick 5", "tick 6");
    }
}
