package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stockchart.client.protocol.Dialect;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.testing.ManualClock;

/** What is counted of the messages of real sessions, to the last one. */
class SendCountsTest {
    private static final Symbol APPLE = new Symbol("AAPL");
    private static final int TAPE = 10;

    private final ManualClock clock = new ManualClock();
    private final SendCounts counts = new SendCounts(clock::nanoTime);
    private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(5, Duration.ZERO, 1_000, TAPE, 10),
            new FeedStatus(FeedStatus.State.LIVE, false, 0), Clock.systemUTC(), clock::nanoTime, Runnable::run, 1);

    @Test
    void framesAndBytesAreThoseThatTheClientGets() {
        RecordingConnection connection = join(Dialect.V1);
        publish(3);
        long bytes = connection.sent.stream().mapToLong(String::length).sum();
        assertEquals(connection.sent.size(), counts.sent().frames());
        assertEquals(bytes, counts.sent().bytes());
    }

    @Test
    void liveTradesCountAndThoseKnownBeforeDoNot() {
        publish(2);
        join(Dialect.V1);
        assertEquals(0, counts.sent().trades());
        publish(1);
        assertEquals(1, counts.sent().trades());
        assertEquals(0, counts.sent().merged());
        clock.advance(Duration.ofSeconds(1));
        publish(4);
        assertEquals(5, counts.sent().trades());
        assertEquals(3, counts.sent().merged());
        assertEquals(0, counts.sent().missed());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void slowClientsMissedTradesAreCountedInEitherDialect(Dialect dialect) {
        RecordingConnection slow = join(dialect);
        slow.stalled = true;
        publish(1);
        clock.advance(Duration.ofSeconds(1));
        publish(TAPE + 3);
        assertEquals(0, counts.sent().missed());
        slow.complete();
        assertEquals(3, counts.sent().missed());
    }

    @Test
    void ageIsThatOfTheFirstTradeInAMessage() {
        join(Dialect.V1);
        publish(1);
        publish(1);
        publish(1);
        clock.advance(Duration.ofMillis(60));
        publish(1);
        clock.advance(Duration.ofMillis(40));
        registry.sweep();
        assertEquals(3, LongStream.of(counts.sent().queueAge().buckets()).sum());
        assertEquals(2, counts.sent().queueAge().buckets()[SendCounts.TimeCounts.bucket(0)]);
        assertEquals(1, counts.sent().queueAge().buckets()[SendCounts.TimeCounts.bucket(Duration.ofMillis(100).toNanos())]);
        assertEquals(Duration.ofMillis(100).toNanos(), counts.sent().queueAge().nanos());
    }

    @Test
    void sendThatTakesAWhileIsTimed() {
        RecordingConnection connection = join(Dialect.PLAIN);
        connection.stalled = true;
        publish(1);
        clock.advance(Duration.ofMillis(3));
        connection.complete();
        assertEquals(1, counts.sent().sendTime().buckets()[SendCounts.TimeCounts.bucket(Duration.ofMillis(3).toNanos())]);
        assertEquals(Duration.ofMillis(3).toNanos(), counts.sent().sendTime().nanos());
    }

    @Test
    void ofManyThatEndAtOnceOneInSixteenStandsForAll() {
        long since = clock.nanoTime();
        counts.ended(since, true);
        assertEquals(1, LongStream.of(counts.sent().sendTime().buckets()).sum());
        IntStream.range(0, 15).forEach(i -> counts.ended(since, true));
        assertEquals(1, LongStream.of(counts.sent().sendTime().buckets()).sum());
        counts.ended(since, true);
        assertEquals(17, LongStream.of(counts.sent().sendTime().buckets()).sum());
        counts.ended(since, false);
        assertEquals(18, LongStream.of(counts.sent().sendTime().buckets()).sum());
    }

    @Test
    void everyTimeFallsIntoTheShortestBucketThatHoldsIt() {
        assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 2, 24, 25, 25}, LongStream.of(-1, 0, 1, SendCounts.TimeCounts.longest(0),
                SendCounts.TimeCounts.longest(0) + 1, SendCounts.TimeCounts.longest(1), SendCounts.TimeCounts.longest(1) + 1, SendCounts.TimeCounts.longest(24),
                SendCounts.TimeCounts.longest(24) + 1, Long.MAX_VALUE).mapToInt(SendCounts.TimeCounts::bucket).toArray());
    }

    @Test
    void bytesAreThoseOfUtf8() {
        for (String text : List.of("", "a", "é", "€", "😀", "{\"msg\":\"à la carte €😀\"}")) {
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, new OutboundMessage(text).size(), text);
        }
    }

    private RecordingConnection join(Dialect dialect) {
        RecordingConnection to = new RecordingConnection();
        to.meter = counts;
        ClientSession session = new ClientSession(to, dialect, "", registry,
                new ClientSettings(5, 5, Duration.ofMinutes(1)), clock::nanoTime, ended -> { });
        session.open();
        session.receive("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
        return to;
    }

    private void publish(int trades) {
        SymbolTrade print = new SymbolTrade(APPLE, new Trade(1, 1_000, 1));
        registry.publish(IntStream.range(0, trades).mapToObj(i -> print).toList());
    }
}
