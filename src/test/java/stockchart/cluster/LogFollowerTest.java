package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.cluster.LogFollower.End;
import stockchart.cluster.redis.FaultyStore;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.ModelStore;
import stockchart.cluster.redis.StoreException;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.testing.ManualClock;

class LogFollowerTest implements LogFollower.Listener {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");

    private final ManualClock clock = new ManualClock();
    private final ModelStore store = new ModelStore(clock::millis);
    private final LogFollower follower = new LogFollower(this);
    /** What was received: the beginnings of series, the numbers of trades, and the kinds of entries. */
    private final List<String> received = new ArrayList<>();
    private final List<Long> lookedBackAt = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();
    private Lease lease;
    private long serial;
    private long epoch;
    private boolean fails;
    private boolean damages;
    /** Which call from now on fails, 1 for the next one. */
    private int failing;
    private final FaultyStore reading = new FaultyStore(store, () -> fails || --failing == 0, () -> damages);

    @BeforeEach
    void carryA() {
        lease = store.acquire("one", Duration.ofHours(1)).lease().orElseThrow();
        store.carry(lease, ++serial, Set.of(A), Set.of());
        epoch = store.carried().get(A);
    }

    private void publish(Symbol symbol, long first, int count) {
        store.publish(lease, ++serial, List.of(new TradeBlock(symbol, store.carried().get(symbol), first,
                LongStream.range(first, first + count).mapToObj(number -> new Trade(number, number, 1)).toList())));
    }

    private void read() throws StoreException {
        while (follower.read(reading, 10, Duration.ZERO) > 0) {
            continue;
        }
    }

    private void assertReceived(String... expected) {
        assertEquals(List.of(expected), received);
        received.clear();
    }

    @Override
    public void joined(List<LogEntry> before) {
        lookedBackAt.addAll(before.stream().map(LogEntry::number).toList());
    }

    @Test
    void nodeThatJoinsLooksBackAtTheLastEntries() throws StoreException {
        publish(A, 1, 2);
        long end = store.logEnd();
        follower.read(reading, 10, Duration.ZERO);
        assertEquals(LongStream.rangeClosed(1, end).boxed().toList(), lookedBackAt);
        publish(A, 3, 1);
        read();
        assertEquals(end, lookedBackAt.size(), "only when it joins");
    }

    @Override
    public long end(Symbol symbol, long of) {
        return ends.getOrDefault(symbol + " " + of, 0L);
    }

    @Override
    public void began(Symbol symbol, long of, List<TradeBlock> past) {
        received.add(symbol + " begins");
        past.forEach(this::appended);
    }

    @Override
    public void ended(Symbol symbol) {
        received.add(symbol + " ends");
    }

    @Override
    public void appended(TradeBlock block) {
        received.add(block.symbol() + " " + block.first() + "-" + block.last());
        ends.put(block.symbol() + " " + block.epoch(), block.last());
    }

    @Override
    public void read(LogEntry entry) {
        received.add(entry.content().getClass().getSimpleName());
    }

    @Test
    void nodeThatJoinsHasWhatTheTapesHaveAndGoesOn() throws StoreException {
        publish(A, 1, 3);
        read();
        assertReceived("A begins", "A 1-3");
        publish(A, 4, 1);
        store.carry(lease, ++serial, Set.of(B), Set.of());
        publish(B, 1, 2);
        store.announce(lease, ++serial, new LogEntry.Note("tick", ""));
        read();
        assertReceived("A 4-4", "Trades", "B begins", "B 1-2", "Taken", "Trades", "Note");
        assertEquals(Optional.of(new End(epoch, 4, true)), follower.end(A));
        assertEquals(store.logEnd(), follower.position());
    }

    @Test
    void symbolThatIsTakenAgainGoesOnWhereItWas() throws StoreException {
        publish(A, 1, 1);
        read();
        received.clear();
        store.carry(lease, ++serial, Set.of(), Set.of(A));
        read();
        assertEquals(Optional.of(new End(epoch, 1, false)), follower.end(A));
        store.carry(lease, ++serial, Set.of(A), Set.of());
        publish(A, 2, 2);
        read();
        assertReceived("A ends", "Freed", "A begins", "A 2-3", "Taken", "Trades");
    }

    @Test
    void symbolBeginsAgainInANewEpoch() throws StoreException {
        publish(A, 1, 1);
        read();
        received.clear();
        store.carry(lease, ++serial, Set.of(), Set.of(A));
        clock.advance(Duration.ofDays(1));
        lease = store.acquire("one", Duration.ofHours(1)).lease().orElseThrow();
        store.carry(lease, ++serial, Set.of(A), Set.of());
        publish(A, 1, 1);
        read();
        assertReceived("A ends", "Freed", "Holder", "A begins", "A 1-1", "Taken", "Trades");
    }

    @Test
    void missedTradesAreTakenFromTheTape() throws StoreException {
        publish(A, 1, 1);
        read();
        received.clear();
        publish(A, 2, 2);
        publish(A, 4, 2);
        store.trimLog(1);
        read();
        assertReceived("A 2-3", "A 4-5");
        assertEquals(store.logEnd(), follower.position());
    }

    @Test
    void entryThatCannotBeReadCostsNothing() throws StoreException {
        read();
        received.clear();
        publish(A, 1, 2);
        store.carry(lease, ++serial, Set.of(B), Set.of());
        damages = true;
        read();
        damages = false;
        assertReceived("A 1-2", "B begins", "Unreadable", "Unreadable");
        assertEquals(2, follower.unreadable());
        publish(A, 3, 1);
        read();
        assertReceived("A 3-3", "Trades");
    }

    @Test
    void failureInBetweenLosesAndDoublesNothing() throws StoreException {
        read();
        received.clear();
        publish(A, 1, 1);
        fails = true;
        assertThrows(StoreException.class, this::read);
        fails = false;
        follower.reconnected();
        read();
        assertReceived("A 1-1", "Trades");
    }

    @Test
    void entryWhoseTapeCannotBeReadIsAppliedAgain() throws StoreException {
        read();
        received.clear();
        store.carry(lease, ++serial, Set.of(B), Set.of());
        publish(B, 1, 2);
        failing = 2;
        assertThrows(StoreException.class, () -> follower.read(reading, 10, Duration.ZERO));
        assertReceived();
        assertEquals(Optional.empty(), follower.end(B), "the holder would number trades from there");
        read();
        assertReceived("B begins", "B 1-2", "Taken", "Trades");
    }

    @Test
    void logOfAStoreThatWasStartedAgainIsReadFromItsBeginning() throws StoreException {
        publish(A, 1, 2);
        read();
        received.clear();
        store.forget();
        clock.advance(Duration.ofSeconds(1));
        lease = store.acquire("two", Duration.ofHours(1)).lease().orElseThrow();
        store.carry(lease, ++serial, Set.of(A), Set.of());
        for (int i = 1; i <= 9; i++) {
            publish(A, i, 1);
        }
        follower.reconnected();
        read();
        assertEquals("A begins", received.get(0));
        assertEquals(Optional.of(new End(store.carried().get(A), 9, true)), follower.end(A));
    }

    @Test
    void sameLogIsReadOnAfterAReconnection() throws StoreException {
        publish(A, 1, 1);
        read();
        publish(A, 2, 1);
        read();
        received.clear();
        follower.reconnected();
        store.announce(lease, ++serial, new LogEntry.Note("tick", ""));
        read();
        assertReceived("Note");
    }
}
