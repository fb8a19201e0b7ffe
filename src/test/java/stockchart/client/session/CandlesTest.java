package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.MessageCodec;
import stockchart.client.session.CommandExecutor.CommandLimit;
import stockchart.hub.CandleSource.Past;
import stockchart.hub.CandleSource.Recording;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.tape.CandleSlice;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.tape.KeptCandle;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** What a client gets that requests candles. */
class CandlesTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final String BOTH = "[{\"interval\":1000},{\"interval\":60000}]";
    private static final String EMPTY = "{\"candles\":[],\"epoch\":%d,\"gaps\":[],\"interval\":%d,\"seq\":0,\"symbol\":\"AAPL\","
            + "\"type\":\"candles\"}";

    private final ManualClock clock = new ManualClock();
    private final long start = clock.millis();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 1_000, 100, 10),
            new FeedStatus(FeedStatus.State.LIVE, false, 9), clock, clock::nanoTime, executor, 1);
    private final List<ClientSession> closed = new ArrayList<>();
    private final RecordingConnection connection = new RecordingConnection();
    private final ClientSession page = session(connection, Dialect.V1);

    @BeforeEach
    void passOverTheStatus() {
        connection.take();
    }

    @Test
    void candlesFollowTheTradesInTheRequestedOrder() {
        ask(page, "[{\"interval\":60000},{\"interval\":1000}]");
        assertEquals(List.of("{\"complete\":true,\"epoch\":" + start + ",\"seq\":0,\"symbol\":\"AAPL\",\"trades\":[],"
                + "\"type\":\"subscribed\"}", EMPTY.formatted(start, 60_000), EMPTY.formatted(start, 1_000)), connection.take());
    }

    @Test
    void candlesAreWrittenAsThePrintsMadeThem() {
        ask(page, BOTH);
        registry.publish(new FeedStatus(FeedStatus.State.DOWN, false, 10));
        clock.advance(Duration.ofMillis(2_500));
        registry.publish(new FeedStatus(FeedStatus.State.LIVE, false, 11));
        registry.publish(List.of(print(231.42, 2_500, 0.1), print(231.5, 2_600, 0.2), print(0.00001234, 2_700, 0),
                print(230, 999, 12)));
        executor.runAll();
        clock.advance(Duration.ofMillis(1));
        registry.publish(new FeedStatus(FeedStatus.State.REFUSED, false, 12));
        connection.take();
        ask(page, BOTH);
        String rest = "],\"epoch\":" + start + ",\"gaps\":[{\"cause\":\"down\",\"from\":" + start + ",\"to\":" + (start + 2_500)
                + "},{\"cause\":\"refused\",\"from\":" + (start + 2_501) + "}],\"interval\":%d,\"seq\":4,\"symbol\":\"AAPL\","
                + "\"type\":\"candles\"}";
        assertEquals(List.of(
                "{\"candles\":[[" + start + ",230,230,230,230,12,1],[" + (start + 2_000)
                        + ",231.42,231.5,0.00001234,0.00001234,0.3,3]" + rest.formatted(1_000),
                "{\"candles\":[[" + start + ",230,231.5,0.00001234,0.00001234,12.3,4]" + rest.formatted(60_000)),
                connection.take().subList(1, 3));
    }

    @Test
    void onlyCandlesSinceTheNamedTimeAreSent() {
        ask(page, BOTH);
        trade(1, 0);
        trade(2, 1_000);
        connection.take();
        ask(page, "[{\"interval\":1000,\"from\":" + (start + 1) + "}]");
        assertTrue(connection.take().get(1).startsWith("{\"candles\":[[" + (start + 1_000) + ",2,2,2,2,1,1]],"));
    }

    @Test
    void candlesEndWithTheTradesOfTheSameAnswer() {
        ask(page, BOTH);
        registry.publish(List.of(print(1, 0, 1)));
        registry.publish(List.of(print(2, 0, 1)));
        registry.publish(List.of(print(3, 0, 1)));
        executor.runAll();
        connection.take();
        ask(page, BOTH);
        List<String> answer = connection.take();
        assertEquals(3, answer.size());
        answer.forEach(text -> assertTrue(text.contains("\"seq\":2,"), text));
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
        assertTrue(connection.take().get(0).contains("\"seq\":3,\"type\":\"trade\""));
    }

    @Test
    void answerWithCandlesWaitsForThePastAndPricesDoNot() {
        List<String> begun = new ArrayList<>();
        registry.keepBy(() -> begun.add("a tape"));
        registry.subscribe(page, new Symbol("MSFT"));
        assertEquals(List.of("a tape"), begun);
        ask(page, BOTH);
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"NVDA\"}", clock.nanoTime());
        trade(2, 500);
        executor.runAll();
        assertEquals(List.of(), connection.take());
        Recording apple = registry.recordings().stream().filter(one -> one.symbol().equals(AAPL)).findAny().orElseThrow();
        registry.restore(apple, new Past(List.of(new KeptCandle(new Candle(start - 1_000, 1, 1, 1, 1, 1, 1), 0, 0)), List.of(),
                List.of(new Gap(Cause.UNRECORDED, start - 900, OptionalLong.of(start - 100)))));
        executor.runAll();
        List<String> answer = connection.take();
        assertEquals(4, answer.size(), answer::toString);
        assertTrue(answer.get(1).startsWith("{\"candles\":[[" + (start - 1_000) + ",1,1,1,1,1,1],[" + start + ",2,2,2,2,1,1]]"),
                answer::toString);
        assertTrue(answer.get(1).contains("{\"cause\":\"unrecorded\",\"from\":" + (start - 900) + ",\"to\":" + (start - 100)
                + "}"), answer::toString);
        assertTrue(answer.get(3).contains("NVDA"), answer::toString);
    }

    @Test
    void answerWaitsNoLongerThanTwoSecondsForThePast() {
        registry.keepBy(() -> { });
        ask(page, BOTH);
        assertEquals(List.of(), connection.take());
        clock.advance(Duration.ofSeconds(2));
        page.changed();
        assertEquals(3, connection.take().size());
        ask(page, BOTH);
        assertEquals(3, connection.take().size());
    }

    @Test
    void answerWaitsNoLongerWhenNothingCanBeRead() {
        registry.keepBy(() -> { });
        ask(page, BOTH);
        registry.waitNoLonger(registry.recordings().get(0));
        executor.runAll();
        assertEquals(3, connection.take().size());
    }

    @Test
    void textIsBuiltOnceWhileNothingNewComes() {
        ask(page, BOTH);
        trade(1, 0);
        Subscription subscription = registry.subscribe(page, AAPL);
        // Held here, because there is no other reference: shared slices may be dropped by any garbage collection.
        CandleSlice shared = subscription.tape().candles(Interval.SECOND, 0);
        OutboundMessage first = MessageCodec.candles(subscription, Interval.SECOND, 0);
        assertSame(first, MessageCodec.candles(subscription, Interval.SECOND, 0));
        assertSame(shared, subscription.tape().candles(Interval.SECOND, 0));
        registry.publish(new FeedStatus(FeedStatus.State.DOWN, false, 10));
        OutboundMessage withGap = MessageCodec.candles(subscription, Interval.SECOND, 0);
        assertNotSame(first, withGap);
        assertTrue(withGap.text().contains("\"gaps\":[{\"cause\":\"down\""));
        trade(2, 1);
        assertTrue(MessageCodec.candles(subscription, Interval.SECOND, 0).text().contains("\"seq\":2"));
    }

    @Test
    void wholeDayAndHourFitTheirEstimate() {
        ask(page, BOTH);
        for (int second = 86_399; second >= 0; second -= second >= 3_600 ? 60 : 1) {
            registry.publish(List.of(print(231.42 + second % 7, -second * 1_000L, 1_234)));
        }
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        Subscription subscription = registry.subscribe(page, AAPL);
        String seconds = MessageCodec.candles(subscription, Interval.SECOND, 0).text();
        String minutes = MessageCodec.candles(subscription, Interval.MINUTE, 0).text();
        assertEquals(Interval.SECOND.kept(), seconds.split("],\\[").length);
        assertEquals(Interval.MINUTE.kept(), minutes.split("],\\[").length);
        assertTrue(seconds.length() < 64 * Interval.SECOND.kept() && minutes.length() < 64 * Interval.MINUTE.kept());
    }

    @Test
    void burstOfQuestionsFromAClientThatReadsNothingDoesNotCloseIt() {
        connection.stalled = true;
        IntStream.rangeClosed(1, CommandLimit.BURST).forEach(i -> ask(page, BOTH));
        assertEquals(List.of(), closed);
        connection.stalled = false;
        connection.complete();
        assertEquals(Collections.nCopies(CommandLimit.BURST, EMPTY.formatted(start, 60_000)),
                connection.take().stream().filter(text -> text.contains("60000")).toList());
    }

    @Test
    void badQuestionIsNotCarriedOut() {
        ask(page, "[{\"interval\":5}]");
        assertEquals(List.of("{\"code\":\"BAD_MESSAGE\",\"msg\":\"The field \\\"interval\\\" in \\\"candles\\\" must be 1000 or "
                + "60000\",\"type\":\"error\"}"), connection.take());
        assertTrue(registry.viewers().isEmpty());
    }

    @Test
    void plainClientGetsNoCandles() {
        RecordingConnection plainConnection = new RecordingConnection();
        ClientSession program = session(plainConnection, Dialect.PLAIN);
        ask(program, BOTH);
        ask(program, "7");
        trade(1, 0);
        assertEquals(List.of("{\"data\":[{\"p\":1,\"s\":\"AAPL\",\"t\":" + start + ",\"v\":1}],\"type\":\"trade\"}"),
                plainConnection.take());
    }

    private ClientSession session(ClientConnection to, Dialect dialect) {
        ClientSession session = new ClientSession(to, dialect, "", registry,
                new ClientSettings(2, 10, Duration.ofSeconds(10)), clock::nanoTime, closed::add);
        session.open();
        return session;
    }

    private void ask(ClientSession session, String candles) {
        session.receive("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"candles\":" + candles + "}", clock.nanoTime());
    }

    /** @param at when, in milliseconds after the start of the test */
    private SymbolTrade print(double price, long at, double volume) {
        return new SymbolTrade(AAPL, new Trade(price, start + at, volume));
    }

    private void trade(double price, long at) {
        registry.publish(List.of(print(price, at, 1)));
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
    }
}
