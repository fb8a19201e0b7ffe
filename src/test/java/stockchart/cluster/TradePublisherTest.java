package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.cluster.LogFollower.End;
import stockchart.cluster.TradePublisher.Announcement;
import stockchart.cluster.TradePublisher.Publication;
import stockchart.cluster.TradePublisher.Slots;
import stockchart.cluster.TradePublisher.Trades;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

class TradePublisherTest {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");
    private static final Lease LEASE = new Lease(7, "me");
    private static final int MOST = 3_000;

    private final Map<Symbol, End> ends = new HashMap<>(Map.of(A, new End(5, 56, true), B, new End(6, 0, true)));
    private final TradePublisher publisher = new TradePublisher(MOST, symbol -> Optional.ofNullable(ends.get(symbol)));

    private static Trade trade(int price) {
        return new Trade(price, price, 1);
    }

    private boolean offer(Symbol symbol, int... prices) {
        return publisher.offer(IntStream.of(prices).mapToObj(price -> new SymbolTrade(symbol, trade(price))).toList());
    }

    private Publication next() {
        return publisher.next().orElseThrow();
    }

    private Publication stored() {
        Publication next = next();
        publisher.stored(next);
        return next;
    }

    private static Trades trades(Symbol symbol, long epoch, long first, int... prices) {
        List<Trade> trades = IntStream.of(prices).mapToObj(TradePublisherTest::trade).toList();
        return new Trades(List.of(new TradeBlock(symbol, epoch, first, trades)));
    }

    @Test
    void nodeWithoutALeaseTakesNothing() {
        assertFalse(offer(A, 1));
        assertFalse(publisher.announce(new LogEntry.Note("tick", "")));
        assertEquals(Optional.empty(), publisher.next());
        assertTrue(publisher.isDrained());
    }

    @Test
    void numbersFollowThoseOfTheLog() {
        publisher.begin(LEASE);
        assertTrue(offer(A, 1, 2));
        assertEquals(trades(A, 5, 57, 1, 2), stored());
        offer(A, 3);
        assertEquals(trades(A, 5, 59, 3), stored(), "although the log has not come back yet");
        ends.put(A, new End(9, 0, true));
        offer(A, 4);
        assertEquals(trades(A, 9, 1, 4), stored(), "a new epoch");
        assertTrue(publisher.isDrained());
        assertEquals(4, publisher.serial());
        publisher.begin(new Lease(8, "me"));
        assertEquals(1, publisher.serial());
    }

    @Test
    void whatWaitsGoesTogetherInItsOrder() {
        publisher.begin(LEASE);
        offer(A, 1);
        Publication first = next();
        publisher.offer(List.of(new SymbolTrade(B, trade(2)), new SymbolTrade(A, trade(3))));
        offer(B, 4);
        publisher.announce(new LogEntry.Note("tick", "x"));
        offer(A, 5);
        publisher.carry(Set.of(A), Set.of(B));
        assertEquals(first, next(), "the same until it is stored");
        publisher.stored(first);
        assertEquals(new Trades(List.of(new TradeBlock(B, 6, 1, List.of(trade(2), trade(4))),
                new TradeBlock(A, 5, 58, List.of(trade(3))))), stored());
        assertEquals(new Announcement(new LogEntry.Note("tick", "x")), stored());
        assertEquals(trades(A, 5, 59, 5), stored());
        assertFalse(publisher.isDrained());
        assertEquals(new Slots(Set.of(A), Set.of(B)), stored());
        assertTrue(publisher.isDrained());
    }

    @Test
    void largePublicationsAreDivided() {
        publisher.begin(LEASE);
        for (int i = 0; i < 3; i++) {
            offer(A, IntStream.range(0, 600).toArray());
        }
        assertEquals(1_200, ((Trades) stored()).blocks().get(0).trades().size(), "whole messages, until there are a thousand");
        assertEquals(57 + 1_200, ((Trades) stored()).blocks().get(0).first());
    }

    @Test
    void fullQueueTakesNothingUntilItBeginsAgain() {
        publisher.begin(LEASE);
        assertTrue(offer(A, IntStream.range(0, MOST).toArray()));
        assertFalse(publisher.isFull());
        assertFalse(offer(A, 1));
        assertTrue(publisher.isFull());
        stored();
        assertFalse(offer(A, 2), "the one before is missing");
        assertFalse(publisher.announce(new LogEntry.Note("tick", "it would say that nothing is missing")));
        publisher.begin(LEASE);
        assertTrue(offer(A, 3));
        assertFalse(publisher.isFull());
    }

    @Test
    void endDropsWhatWaits() {
        publisher.begin(LEASE);
        offer(A, 1);
        Publication unanswered = next();
        offer(A, 2);
        publisher.end();
        assertEquals(Optional.empty(), publisher.next());
        assertEquals(Optional.empty(), publisher.lease());
        publisher.begin(new Lease(8, "me"));
        offer(A, 3);
        publisher.stored(unanswered);
        assertEquals(trades(A, 5, 57, 3), next(), "as the log says, and not as it was numbered before");
    }

    @Test
    void lateAnswerOfAnEarlierLeaseIsIgnored() {
        publisher.begin(LEASE);
        publisher.announce(new LogEntry.Note("tick", "x"));
        Publication earlier = next();
        publisher.begin(new Lease(8, "me"));
        publisher.announce(new LogEntry.Note("tick", "x"));
        assertEquals(earlier, next());
        publisher.stored(earlier);
        assertFalse(publisher.isDrained());
    }

    @Test
    void tradesOfSymbolsWithoutATapeAreCounted() {
        publisher.begin(LEASE);
        offer(new Symbol("C"), 1, 2);
        assertEquals(Optional.empty(), publisher.next());
        assertEquals(2, publisher.unwanted());
        ends.put(A, new End(5, 56, false));
        offer(A, 1);
        assertEquals(trades(A, 5, 57, 1), stored(), "freed a moment ago");
    }
}
