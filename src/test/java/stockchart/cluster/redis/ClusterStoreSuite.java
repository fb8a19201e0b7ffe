package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.cluster.redis.ClusterStore.Publication.Fenced;
import stockchart.cluster.redis.ClusterStore.Publication.Stored;
import stockchart.cluster.redis.ClusterStore.Publication.WrongNumber;
import stockchart.cluster.redis.ClusterStore.Request;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/** What a store of a cluster promises, whichever it is. */
abstract class ClusterStoreSuite {
    static final Duration LONG = Duration.ofMinutes(1);
    static final Duration SHORT = Duration.ofMillis(300);
    static final Symbol APPLE = new Symbol("AAPL");
    static final Symbol EURO = new Symbol("IC MARKETS:1");

    /** A store of which every caller sees the same, new for each test. */
    abstract ClusterStore store() throws StoreException;

    /** Lets so much time pass for the store. */
    abstract void pass(Duration time);

    static TradeBlock block(Symbol symbol, long epoch, long first, int count) {
        return new TradeBlock(symbol, epoch, first, trades(first, count));
    }

    /** Of which each has its number as its price. */
    static List<Trade> trades(long first, int count) {
        return java.util.stream.LongStream.range(first, first + count)
                .mapToObj(number -> new Trade(number, 1_767_625_100_000L + number, 1)).toList();
    }

    /** The serial number of the next write. */
    private long serial;

    private ClusterStore.Publication publish(ClusterStore store, Lease lease, TradeBlock... blocks) throws StoreException {
        return store.publish(lease, ++serial, List.of(blocks));
    }

    private boolean carry(ClusterStore store, Lease lease, List<Symbol> taken, List<Symbol> freed) throws StoreException {
        return store.carry(lease, ++serial, taken, freed);
    }

    private static Lease acquired(ClusterStore store, String node) throws StoreException {
        return store.acquire(node, LONG).lease().orElseThrow();
    }

    private static List<LogEntry.Content> contents(ClusterStore store) throws StoreException {
        return store.log(0, 1_000, Duration.ofMillis(1)).stream().map(LogEntry::content).toList();
    }

    @Test
    void oneNodeAtATimeHasTheLease() throws StoreException {
        ClusterStore store = store();
        Request first = store.acquire("one", LONG);
        assertEquals("one", first.lease().orElseThrow().node());
        Request refused = store.acquire("two", LONG);
        assertEquals(Optional.empty(), refused.lease());
        assertTrue(refused.left().compareTo(LONG) <= 0 && refused.left().toMillis() > 0, refused.left().toString());
        Lease lease = first.lease().get();
        assertTrue(store.renew(lease, LONG));
        assertTrue(store.release(lease));
        assertFalse(store.release(lease));
        assertFalse(store.renew(lease, LONG));
        Lease next = acquired(store, "two");
        assertTrue(next.fence() > lease.fence());
        assertEquals(List.of(new LogEntry.Holder("one"), new LogEntry.Released("one"), new LogEntry.Holder("two")),
                contents(store));
    }

    @Test
    void nodeThatAsksAgainGetsTheLeaseUnderANewNumber() throws StoreException {
        ClusterStore store = store();
        Lease unanswered = acquired(store, "one");
        Lease lease = acquired(store, "one");
        assertTrue(lease.fence() > unanswered.fence());
        assertFalse(store.renew(unanswered, LONG));
        assertInstanceOf(Fenced.class, publish(store, unanswered, block(APPLE, 1, 1, 1)));
        assertTrue(store.renew(lease, LONG));
    }

    @Test
    void leaseEndsWithoutARenewal() throws StoreException {
        ClusterStore store = store();
        Lease lease = store.acquire("one", SHORT).lease().orElseThrow();
        assertTrue(store.renew(lease, SHORT));
        pass(SHORT);
        assertFalse(store.renew(lease, SHORT));
        assertInstanceOf(Fenced.class, publish(store, lease, block(APPLE, 1, 1, 1)));
        assertFalse(store.announce(lease, ++serial, new LogEntry.Note("tick", "")));
        assertFalse(carry(store, lease, List.of(APPLE), List.of()));
        assertTrue(acquired(store, "two").fence() > lease.fence());
    }

    @Test
    void symbolThatIsCarriedBeginsANewEpoch() throws StoreException {
        ClusterStore store = store();
        Lease lease = acquired(store, "one");
        carry(store, lease, List.of(APPLE), List.of());
        long before = store.carried().get(APPLE);
        publish(store, lease, block(APPLE, before, 1, 3));
        assertTrue(store.restart(lease, ++serial, List.of(APPLE, EURO)));
        assertTrue(store.restart(lease, serial, List.of(APPLE)), "it is done already");
        long epoch = store.carried().get(APPLE);
        assertTrue(epoch > before);
        assertEquals(Set.of(APPLE), store.carried().keySet());
        assertEquals(0, store.tapeEnd(APPLE, epoch));
        assertInstanceOf(Stored.class, publish(store, lease, block(APPLE, epoch, 1, 1)));
        assertEquals(2, contents(store).stream().filter(LogEntry.Taken.class::isInstance).count());
        assertFalse(store.restart(new Lease(lease.fence() - 1, "one"), ++serial, List.of(APPLE)));
    }

    @Test
    void everyWriteIsDoneOnceHoweverLateItComes() throws StoreException {
        ClusterStore store = store();
        Lease lease = acquired(store, "one");
        List<TradeBlock> blocks = List.of(block(APPLE, 7, 1, 3), block(EURO, 9, 1, 1));
        LogEntry.Note note = new LogEntry.Note("tick", "x");
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(Stored.class, store.publish(lease, 1, blocks));
            assertTrue(store.announce(lease, 2, note));
            assertTrue(store.carry(lease, 3, List.of(APPLE), List.of()));
            assertTrue(store.carry(lease, 4, List.of(), List.of(APPLE)));
        }
        assertInstanceOf(Stored.class, store.publish(lease, 5, List.of(block(APPLE, 7, 4, 2))));
        List<LogEntry.Content> contents = contents(store);
        assertEquals(List.of(new LogEntry.Holder("one"), new LogEntry.Trades(blocks), note), contents.subList(0, 3));
        assertEquals(List.of(new LogEntry.Freed(APPLE), new LogEntry.Trades(List.of(block(APPLE, 7, 4, 2)))),
                contents.subList(4, 6));
        assertEquals(5, store.tapeEnd(APPLE, 7));
        assertEquals(0, store.tapeEnd(APPLE, 8));
        assertEquals(List.of(block(APPLE, 7, 1, 3), block(APPLE, 7, 4, 2)), store.tape(APPLE, 7, 0));
        assertEquals(List.of(block(APPLE, 7, 3, 1), block(APPLE, 7, 4, 2)), store.tape(APPLE, 7, 2));
        assertEquals(List.of(), store.tape(APPLE, 7, 5));
        store.release(lease);
        assertTrue(store.announce(acquired(store, "two"), 1, note), "another holder begins with one");
        assertEquals(note, contents(store).get(8));
    }

    @Test
    void numbersAreNeitherLeftOutNorGivenTwice() throws StoreException {
        ClusterStore store = store();
        Lease lease = acquired(store, "one");
        assertInstanceOf(Stored.class, publish(store, lease, block(APPLE, 7, 1, 3)));
        assertEquals(new WrongNumber(APPLE, 3), publish(store, lease, block(EURO, 9, 1, 1), block(APPLE, 7, 5, 1)));
        assertEquals(new WrongNumber(APPLE, 3), publish(store, lease, block(APPLE, 7, 3, 1)));
        assertEquals(new WrongNumber(APPLE, 3), publish(store, lease, block(APPLE, 7, 2, 3)));
        assertEquals(0, store.tapeEnd(EURO, 9), "nothing of a refused publication is stored");
        store.release(lease);
        assertEquals(new WrongNumber(APPLE, 3), store.publish(acquired(store, "two"), 1, List.of(block(APPLE, 7, 1, 3))),
                "another node's trades, although they have the same numbers");
    }

    @Test
    void tapeMayBeginAtAnyNumber() throws StoreException {
        ClusterStore store = store();
        assertInstanceOf(Stored.class, publish(store, acquired(store, "one"), block(APPLE, 7, 58, 2)));
        assertEquals(List.of(block(APPLE, 7, 58, 2)), store.tape(APPLE, 7, 0));
    }

    @Test
    void symbolsAreCarriedUnderTheEpochOfTheirTape() throws StoreException {
        ClusterStore store = store();
        Lease lease = acquired(store, "one");
        assertTrue(carry(store, lease, List.of(APPLE, EURO), List.of()));
        Map<Symbol, Long> epochs = store.carried();
        assertEquals(java.util.Set.of(APPLE, EURO), epochs.keySet());
        assertTrue(carry(store, lease, List.of(APPLE), List.of()), "carried already");
        assertTrue(carry(store, lease, List.of(), List.of(EURO)));
        assertTrue(carry(store, lease, List.of(), List.of(EURO)), "freed already");
        assertEquals(Map.of(APPLE, epochs.get(APPLE)), store.carried());
        assertTrue(carry(store, lease, List.of(EURO), List.of(APPLE)));
        assertEquals(Map.of(EURO, epochs.get(EURO)), store.carried());
        assertEquals(List.of(new LogEntry.Holder("one"), new LogEntry.Taken(APPLE, epochs.get(APPLE)),
                new LogEntry.Taken(EURO, epochs.get(EURO)), new LogEntry.Freed(EURO), new LogEntry.Freed(APPLE),
                new LogEntry.Taken(EURO, epochs.get(EURO))), contents(store));
    }

    @Test
    void boardHasWhatEachLivingNodeWants() throws StoreException {
        ClusterStore store = store();
        assertEquals(Optional.empty(), store.board("one", LONG, "A\tB").lease());
        Lease lease = acquired(store, "two");
        ClusterStore.Board board = store.board("two", SHORT, "ü");
        assertEquals(Optional.of(lease), board.lease());
        assertEquals(Map.of("one", "A\tB", "two", "ü"), board.wanted());
        assertTrue(board.left().toMillis() > 0 && board.left().compareTo(LONG) <= 0, board.toString());
        pass(SHORT);
        assertEquals(Map.of("one", ""), store.board("one", LONG, "").wanted());
        assertEquals(Map.of(), store.board("one", Duration.ZERO, "").wanted());
    }

    @Test
    void logIsReadFromAnyNumber() throws StoreException {
        ClusterStore store = store();
        assertEquals(0, store.logEnd());
        assertEquals(List.of(), store.log(0, 10, Duration.ofMillis(1)));
        Lease lease = acquired(store, "one");
        for (int i = 0; i < 5; i++) {
            assertTrue(store.announce(lease, ++serial, new LogEntry.Note("tick", Integer.toString(i))));
        }
        assertEquals(6, store.logEnd());
        List<LogEntry> part = store.log(3, 2, Duration.ofMillis(1));
        assertEquals(List.of(4L, 5L), part.stream().map(LogEntry::number).toList());
        assertEquals(new LogEntry.Note("tick", "2"), part.get(0).content());
        assertEquals(lease.fence(), part.get(0).fence());
        assertEquals(List.of(), store.log(6, 10, Duration.ofMillis(1)));
        assertNotEquals(List.of(), store.log(5, 10, Duration.ofMillis(1)));
    }
}
