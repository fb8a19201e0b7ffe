package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.head;
import static stockchart.testing.ClientFrames.unmasked;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.MessageCodec;
import stockchart.client.session.CommandExecutor.CommandLimit;
import stockchart.hub.AdaptiveThrottle;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class ClientSessionTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final String STATUS = "{\"feed\":\"live\",\"simulated\":false,\"since\":9,\"type\":\"status\"}";
    private static final String JOINED_EMPTY =
            "{\"complete\":true,\"epoch\":%d,\"seq\":0,\"symbol\":\"AAPL\",\"trades\":[],\"type\":\"subscribed\"}";

    private final ManualClock clock = new ManualClock();
    private final long epoch = clock.millis();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(
            new SubscriptionSettings(3, Duration.ZERO, 2, 2_000, 10), new FeedStatus(FeedStatus.State.LIVE, false, 9),
            clock, clock::nanoTime, executor, 1);
    private final List<ClientSession> closed = new ArrayList<>();
    private final RecordingConnection connection = new RecordingConnection();
    private final ClientSession page = session(connection, Dialect.V1);
    private final RecordingConnection plainConnection = new RecordingConnection();
    private final ClientSession program = session(plainConnection, Dialect.PLAIN);

    @Test
    void statusComesFirst() {
        assertEquals(List.of(STATUS), connection.take());
        assertEquals(List.of(), plainConnection.take());
    }

    @Test
    void everyChangeOfStateIsSent() {
        connection.take();
        registry.publish(new FeedStatus(FeedStatus.State.DOWN, false, 10));
        executor.runAll();
        assertEquals(List.of(STATUS.replace("live", "down").replace("9", "10")), connection.take());
        assertEquals(List.of(), plainConnection.take());
    }

    @Test
    void joiningGetsTheKnownTradesAndThenTheLiveOnes() {
        subscribe(page, "AAPL");
        assertEquals(List.of(STATUS, JOINED_EMPTY.formatted(epoch)), connection.take());
        trade(AAPL, 1.5);
        assertEquals(List.of("{\"data\":[{\"p\":1.5,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"epoch\":" + epoch
                + ",\"seq\":1,\"type\":\"trade\"}"), connection.take());
        subscribe(page, "AAPL");
        assertEquals(List.of("{\"complete\":true,\"epoch\":" + epoch + ",\"seq\":1,\"symbol\":\"AAPL\","
                + "\"trades\":[{\"p\":1.5,\"t\":5,\"v\":2}],\"type\":\"subscribed\"}"), connection.take());
    }

    /** A price is no younger than its arrival, also for those who join later. */
    @Test
    void arrivalOfALastTradeAheadOfItsTimeIsSent() {
        subscribe(program, "AAPL");
        long now = clock.millis();
        registry.publish(List.of(new SymbolTrade(AAPL, new Trade(9, now + 16_000, 2))));
        registry.sweep();
        executor.runAll();
        clock.advance(Duration.ofSeconds(30));
        subscribe(page, "AAPL");
        String joined = connection.take().get(1);
        assertTrue(joined.startsWith("{\"arrived\":" + now + ",\"complete\":true,"), joined);
        registry.publish(List.of(new SymbolTrade(AAPL, new Trade(9, clock.millis(), 2))));
        registry.sweep();
        executor.runAll();
        connection.take();
        subscribe(page, "AAPL");
        assertFalse(connection.take().toString().contains("arrived"));
    }

    /** Finnhub may answer faster than the command that made it answer is carried out. */
    @Test
    void tradeThatComesWhileAPlainClientSubscribesIsSentToIt() {
        registry.addListener(() -> trade(AAPL, 1));
        subscribe(program, "AAPL");
        assertEquals(1, plainConnection.take().size());
    }

    @Test
    void snapshotCarriesTheNewestThousand() {
        subscribe(program, "AAPL");
        trades(AAPL, 1_500);
        subscribe(page, "AAPL");
        String joined = connection.take().get(1);
        assertTrue(joined.startsWith("{\"complete\":false,"), joined.substring(0, 60));
        assertEquals(1_000, joined.split("\"p\":", -1).length - 1);
        assertTrue(joined.contains("\"seq\":1500,") && joined.contains("[{\"p\":501,"));
    }

    @Test
    void resumeCarriesExactlyWhatIsMissing() {
        subscribe(program, "AAPL");
        trades(AAPL, 1_500);
        connection.take();
        resume(epoch, 1_498);
        assertEquals(List.of("{\"complete\":true,\"epoch\":" + epoch + ",\"seq\":1500,\"symbol\":\"AAPL\",\"trades\":["
                + "{\"p\":1499,\"t\":5,\"v\":2},{\"p\":1500,\"t\":5,\"v\":2}],\"type\":\"subscribed\"}"), connection.take());
        resume(epoch, 100);
        assertEquals(1_400, connection.take().get(0).split("\"p\":", -1).length - 1, "a resume has no limit but the tape's");
    }

    @Test
    void resumeBeyondTheTapeSendsAllTradesAndIsMarkedIncomplete() {
        subscribe(program, "AAPL");
        trades(AAPL, 2_500);
        connection.take();
        resume(epoch, 100);
        String joined = connection.take().get(0);
        assertTrue(joined.startsWith("{\"complete\":false,"));
        assertEquals(2_000, joined.split("\"p\":", -1).length - 1);
    }

    @Test
    void resumeOnAnotherTapeSendsAllTradesAndIsMarkedIncomplete() {
        subscribe(program, "AAPL");
        trades(AAPL, 2);
        connection.take();
        resume(epoch - 1, 1);
        resume(epoch, 77);
        for (String joined : connection.take()) {
            assertTrue(joined.startsWith("{\"complete\":false,"));
            assertEquals(2, joined.split("\"p\":", -1).length - 1);
        }
    }

    /** In a cluster, another series of numbers may begin, of which trades may be there already. */
    @Test
    void anotherSeriesOfATapeIsSentAsAWhole() {
        subscribe(page, "AAPL");
        subscribe(program, "AAPL");
        trade(AAPL, 1.5);
        connection.take();
        plainConnection.take();
        registry.node().begin(AAPL, epoch + 5, 11, List.of(new Trade(7, 5, 2), new Trade(8, 5, 2)));
        executor.runAll();
        assertEquals(List.of("{\"complete\":false,\"epoch\":" + (epoch + 5) + ",\"seq\":12,\"symbol\":\"AAPL\","
                + "\"trades\":[{\"p\":7,\"t\":5,\"v\":2},{\"p\":8,\"t\":5,\"v\":2}],\"type\":\"subscribed\"}"), connection.take());
        assertEquals(List.of(), plainConnection.take(), "trades from before are not live");
        registry.node().append(AAPL, epoch + 5, 13, List.of(new Trade(9, 5, 2)));
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
        assertEquals(List.of("{\"data\":[{\"p\":9,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"epoch\":" + (epoch + 5)
                + ",\"seq\":13,\"type\":\"trade\"}"), connection.take());
        assertEquals(List.of("{\"data\":[{\"p\":9,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"type\":\"trade\"}"),
                plainConnection.take());
    }

    @Test
    void firstSeriesOfATapeNeedsNoMessage() {
        subscribe(page, "AAPL");
        connection.take();
        registry.node().begin(AAPL, epoch + 5, 1, List.of());
        executor.runAll();
        assertEquals(List.of(), connection.take());
        registry.node().append(AAPL, epoch + 5, 1, List.of(new Trade(9, 5, 2)));
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
        assertEquals(List.of("{\"data\":[{\"p\":9,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"epoch\":" + (epoch + 5)
                + ",\"seq\":1,\"type\":\"trade\"}"), connection.take());
    }

    @Test
    void cutOffServerSaysSinceWhen() {
        connection.take();
        registry.node().cutOff(OptionalLong.of(4));
        executor.runAll();
        assertEquals(List.of("{\"cutOff\":4,\"feed\":\"down\",\"simulated\":false,\"since\":4,\"type\":\"status\"}"),
                connection.take());
        registry.node().cutOff(OptionalLong.empty());
        executor.runAll();
        assertEquals(List.of(STATUS), connection.take());
    }

    @Test
    void slowBrowserGetsWhatItMissedInOneMessage() {
        subscribe(page, "AAPL");
        connection.take();
        connection.stalled = true;
        trade(AAPL, 1);
        trade(AAPL, 2);
        trade(AAPL, 3);
        assertEquals(1, connection.take().size());
        connection.complete();
        assertEquals(List.of("{\"data\":[{\"p\":2,\"s\":\"AAPL\",\"t\":5,\"v\":2},{\"p\":3,\"s\":\"AAPL\",\"t\":5,\"v\":2}],"
                + "\"epoch\":" + epoch + ",\"seq\":3,\"type\":\"trade\"}"), connection.take());
    }

    @Test
    void tradesThatFellOffTheTapeAreCounted() {
        subscribe(page, "AAPL");
        connection.take();
        connection.stalled = true;
        trade(AAPL, 1);
        trades(AAPL, 2_500);
        connection.complete();
        assertTrue(connection.take().get(1).endsWith(",\"missed\":500,\"seq\":2501,\"type\":\"trade\"}"));
    }

    @Test
    void tradesThatWaitForTheNextUpdateTakeNoPriceAway() {
        subscribe(page, "AAPL");
        subscribe(program, "AAPL");
        connection.take();
        publish(AAPL, 1);
        publish(AAPL, 1);
        publish(AAPL, 2_500);
        executor.runAll();
        assertEquals(List.of("{\"data\":[{\"p\":501,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"epoch\":" + epoch
                + ",\"missed\":502,\"seq\":503,\"type\":\"trade\"}"), connection.take());
        assertEquals(List.of("{\"data\":[{\"p\":501,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"type\":\"trade\"}"), plainConnection.take());
    }

    @Test
    void noSymbolWaitsForABusyOne() {
        subscribe(page, "AAPL");
        subscribe(page, "MSFT");
        connection.take();
        connection.stalled = true;
        trade(AAPL, 1);
        trade(AAPL, 2);
        trade(new Symbol("MSFT"), 3);
        connection.complete();
        assertTrue(connection.take().get(1).contains("MSFT"));
    }

    @Test
    void unsubscribeIsAnsweredAndEndsTheTrades() {
        subscribe(page, "AAPL");
        page.receive("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
        trade(AAPL, 1);
        assertEquals("{\"symbol\":\"AAPL\",\"type\":\"unsubscribed\"}", connection.take().get(2));
        registry.sweep();
        assertEquals(Set.of(), registry.demandedSymbols());
        page.receive("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
        assertEquals(List.of("{\"symbol\":\"AAPL\",\"type\":\"unsubscribed\"}"), connection.take());
    }

    @Test
    void plainDialectIsFinnhubs() {
        subscribe(program, "AAPL");
        registry.publish(List.of(new SymbolTrade(AAPL, new Trade(0.00001234, 7, 0.5, List.of("1", "a\"b")))));
        executor.runAll();
        assertEquals(List.of("{\"data\":[{\"c\":[\"1\",\"a\\\"b\"],\"p\":0.00001234,\"s\":\"AAPL\",\"t\":7,\"v\":0.5}],"
                + "\"type\":\"trade\"}"), plainConnection.take());
        program.receive("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
        program.receive("{\"type\":\"pong\"}", clock.nanoTime());
        assertEquals(List.of(), plainConnection.take());
        program.receive("nonsense", clock.nanoTime());
        assertEquals(List.of("{\"msg\":\"Not JSON: \\\"nonsense\\\"\",\"type\":\"error\"}"), plainConnection.take());
    }

    @Test
    void plainClientGetsOnlyWhatIsTradedFromNowOn() {
        subscribe(page, "AAPL");
        trade(AAPL, 1);
        subscribe(program, "AAPL");
        assertEquals(List.of(), plainConnection.take());
        subscribe(program, "AAPL");
        trade(AAPL, 2);
        assertEquals(List.of("{\"data\":[{\"p\":2,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"type\":\"trade\"}"), plainConnection.take());
    }

    @Test
    void pageIsSentThePlaceOfASymbolThatWaits() {
        subscribe(program, "A", "B", "C");
        connection.take();
        subscribe(page, "D");
        assertEquals(List.of("{\"complete\":true,\"epoch\":" + (epoch + 3) + ",\"seq\":0,\"symbol\":\"D\",\"trades\":[],"
                + "\"type\":\"subscribed\"}", waiting("D", 1)), connection.take());
        program.receive("{\"type\":\"unsubscribe\",\"symbol\":\"A\"}", clock.nanoTime());
        executor.runAll();
        assertEquals(List.of(streamed("D")), connection.take(), "without another request");
    }

    @Test
    void anotherPlaceInLineIsSentButNotTooOften() {
        subscribe(program, "A", "B", "C");
        ClientSession other = session(new RecordingConnection(), Dialect.V1);
        subscribe(other, "D");
        subscribe(page, "E");
        connection.take();
        other.closed();
        page.watch(clock.nanoTime());
        assertEquals(List.of(), connection.take());
        clock.advance(Duration.ofSeconds(2));
        page.watch(clock.nanoTime());
        assertEquals(List.of(waiting("E", 1)), connection.take());
        page.watch(clock.nanoTime());
        assertEquals(List.of(), connection.take());
    }

    @Test
    void aChartGoesBeforeARowThatCameFirst() {
        subscribe(program, "A", "B", "C");
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"D\",\"role\":\"row\"}", clock.nanoTime());
        ClientSession other = session(new RecordingConnection(), Dialect.V1);
        subscribe(other, "E");
        connection.take();
        clock.advance(Duration.ofSeconds(2));
        page.watch(clock.nanoTime());
        assertEquals(List.of(waiting("D", 2)), connection.take());
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"D\",\"role\":\"chart\"}", clock.nanoTime());
        assertEquals(waiting("D", 1), connection.take().get(1));
    }

    @Test
    void quotePricesAreSentAsAnyPrice() {
        subscribe(program, "A", "B", "C");
        subscribe(page, "D");
        connection.take();
        registry.setPollIntervals(Map.of(new Symbol("D"), 15_000L));
        registry.quoteReceived(new Symbol("D"), 7.5, clock.millis());
        executor.runAll();
        assertEquals(List.of("{\"every\":15000,\"position\":1,\"symbol\":\"D\",\"tier\":\"polled\",\"type\":\"tier\",\"why\":\"limit\"}",
                "{\"data\":[{\"p\":7.5,\"s\":\"D\",\"t\":" + clock.millis() + ",\"v\":0}],\"epoch\":" + (epoch + 3) + ",\"seq\":1,\"type\":\"trade\"}"),
                connection.take());
    }

    @Test
    void plainClientIsSentTheLimitErrorAndItsTradesOnceThereIsRoom() {
        subscribe(page, "A", "B");
        subscribe(program, "C", "D");
        assertEquals(List.of("{\"msg\":\"Subscribing to too many symbols: all 3 are in use, please try again later; refused: "
                + "\\\"D\\\"\",\"type\":\"error\"}"), plainConnection.take());
        subscribe(program, "D");
        assertEquals(List.of(), plainConnection.take(), "sent once");
        page.receive("{\"type\":\"unsubscribe\",\"symbol\":\"A\"}", clock.nanoTime());
        trade(new Symbol("D"), 3);
        assertEquals(List.of("{\"data\":[{\"p\":3,\"s\":\"D\",\"t\":5,\"v\":2}],\"type\":\"trade\"}"), plainConnection.take());
    }

    @Test
    void fullLineIsAnsweredWithTheLimitError() {
        subscribe(program, "A", "B", "C");
        ClientSession other = session(new RecordingConnection(), Dialect.V1);
        subscribe(other, "D", "E");
        connection.take();
        subscribe(page, "F");
        assertEquals(List.of("{\"code\":\"SYMBOL_LIMIT\",\"msg\":\"Subscribing to too many symbols: all 3 are in use, "
                + "please try again later; refused: \\\"F\\\"\",\"symbol\":\"F\",\"type\":\"error\"}"), connection.take());
    }

    @Test
    void unknownRoleIsABadMessage() {
        connection.take();
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"A\",\"role\":\"king\"}", clock.nanoTime());
        assertEquals(List.of("{\"code\":\"BAD_MESSAGE\",\"msg\":\"The field \\\"role\\\" must be \\\"chart\\\", \\\"row\\\" or "
                + "\\\"hidden\\\"\",\"type\":\"error\"}"), connection.take());
    }

    @Test
    void clientLimitErrorNamesTheSymbol() {
        subscribe(page, "A", "B", "A");
        connection.take();
        subscribe(page, "C");
        assertTrue(connection.take().get(0).startsWith("{\"code\":\"CLIENT_LIMIT\",\"msg\":\"Subscribing to too many symbols: "
                + "one client may watch 2 at once"));
    }

    @Test
    void fullWatchlistLeavesRoomForOneChart() {
        for (String symbol : List.of("A", "B")) {
            page.receive("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\",\"role\":\"row\"}", clock.nanoTime());
        }
        connection.take();
        subscribe(page, "C");
        assertTrue(connection.take().get(0).endsWith("\"type\":\"subscribed\"}"));
        subscribe(page, "D");
        assertTrue(connection.take().get(0).startsWith("{\"code\":\"CLIENT_LIMIT\""));
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"C\",\"role\":\"row\"}", clock.nanoTime());
        connection.take();
        subscribe(page, "D");
        assertTrue(connection.take().get(0).startsWith("{\"code\":\"CLIENT_LIMIT\""), "not one more each time");
    }

    @Test
    void chartLeavesRoomForAFullWatchlist() {
        subscribe(page, "A");
        connection.take();
        for (String symbol : List.of("B", "C", "D")) {
            page.receive("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\",\"role\":\"row\"}", clock.nanoTime());
        }
        List<String> answers = connection.take();
        assertTrue(answers.get(1).endsWith("\"type\":\"subscribed\"}"), answers::toString);
        assertTrue(answers.get(2).startsWith("{\"code\":\"CLIENT_LIMIT\""), answers::toString);
    }

    @Test
    void badSymbolIsNamed() {
        connection.take();
        subscribe(page, "A'B");
        page.receive("{\"type\":\"unsubscribe\",\"symbol\":\"\"}", clock.nanoTime());
        assertEquals(List.of("{\"code\":\"UNKNOWN_SYMBOL\",\"msg\":\"Not a symbol: \\\"A'B\\\"\",\"symbol\":\"A'B\",\"type\":\"error\"}",
                "{\"code\":\"UNKNOWN_SYMBOL\",\"msg\":\"Not a symbol: \\\"\\\"\",\"symbol\":\"\",\"type\":\"error\"}"), connection.take());
    }

    @Test
    void charactersThatAreNotSeenAreNotSentBack() {
        connection.take();
        for (String unseen : List.of("\\ud83d", "\\u202e", "\\u0007", "\\u2028")) {
            subscribe(page, unseen);
            assertEquals(List.of("{\"code\":\"UNKNOWN_SYMBOL\",\"msg\":\"Not a symbol: \\\"?\\\"\",\"symbol\":\"?\",\"type\":\"error\"}"),
                    connection.take());
        }
    }

    @Test
    void halfOfASurrogatePairIsSentOnEscaped() {
        connection.take();
        subscribe(page, "😀");
        assertTrue(connection.take().get(0).contains("\"symbol\":\"😀\""));
        subscribe(program, "AAPL");
        registry.publish(List.of(new SymbolTrade(AAPL, new Trade(1, 7, 2, List.of("\ud83d", "\ude00")))));
        executor.runAll();
        assertEquals(List.of("{\"data\":[{\"c\":[\"\\ud83d\",\"\\ude00\"],\"p\":1,\"s\":\"AAPL\",\"t\":7,\"v\":2}],"
                + "\"type\":\"trade\"}"), plainConnection.take());
    }

    @Test
    void symbolBeyondFinnhubsLimitWaitsAndComesByItself() {
        subscribe(page, "AAPL");
        connection.take();
        registry.refused(AAPL);
        executor.runAll();
        assertEquals(List.of(waiting("AAPL", 1)), connection.take());
        clock.advance(Duration.ofSeconds(30));
        registry.sweep();
        trade(AAPL, 4);
        assertEquals(streamed("AAPL"), connection.take().get(0));
    }

    @Test
    void symbolThatFinnhubDoesNotCarryIsReportedAndStreamsLater() {
        subscribe(page, "AAPL");
        subscribe(program, "AAPL");
        connection.take();
        registry.notCarried(AAPL);
        executor.runAll();
        String words = "Finnhub does not carry this symbol: \\\"AAPL\\\"; it is requested again automatically, every few minutes";
        assertEquals(List.of("{\"code\":\"SYMBOL_REFUSED\",\"msg\":\"" + words + "\",\"symbol\":\"AAPL\",\"type\":\"error\"}",
                "{\"symbol\":\"AAPL\",\"tier\":\"waiting\",\"type\":\"tier\",\"why\":\"refused\"}"), connection.take());
        assertEquals(List.of("{\"msg\":\"" + words + "\",\"type\":\"error\"}"), plainConnection.take());
        clock.advance(Duration.ofMinutes(5));
        registry.sweep();
        trade(AAPL, 4);
        List<String> later = connection.take();
        assertEquals(2, later.size(), later::toString);
        assertEquals(streamed("AAPL"), later.get(0));
        assertEquals(List.of("{\"data\":[{\"p\":4,\"s\":\"AAPL\",\"t\":5,\"v\":2}],\"type\":\"trade\"}"), plainConnection.take());
    }

    @Test
    void subscribingToASymbolThatFinnhubDoesNotCarryIsAnsweredAtOnce() {
        subscribe(program, "AAPL");
        registry.notCarried(AAPL);
        subscribe(page, "AAPL");
        executor.runAll();
        List<String> answers = connection.take();
        assertEquals(4, answers.size(), answers::toString);
        assertTrue(answers.get(1).endsWith("\"type\":\"subscribed\"}"), answers::toString);
        assertTrue(answers.get(2).startsWith("{\"code\":\"SYMBOL_REFUSED\""), answers::toString);
        assertTrue(answers.get(3).endsWith("\"type\":\"tier\",\"why\":\"refused\"}"), answers::toString);
        assertEquals(1, plainConnection.take().size(), "sent once");
    }

    @Test
    void tooManyCommandsAreRefusedAndAbuseIsEnded() {
        connection.take();
        IntStream.rangeClosed(1, CommandLimit.BURST).forEach(i -> page.receive("{}", clock.nanoTime()));
        connection.take();
        subscribe(page, "AAPL");
        String refusal = connection.take().get(0);
        assertTrue(refusal.startsWith("{\"code\":\"TOO_FAST\"") && refusal.contains("at most 10 a second"), refusal);
        assertEquals(Set.of(), registry.demandedSymbols(), "the command was carried out");
        clock.advance(Duration.ofMillis(100));
        subscribe(page, "AAPL");
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
        IntStream.rangeClosed(0, CommandLimit.REFUSALS).forEach(i -> page.receive("{}", clock.nanoTime()));
        assertEquals(List.of(page), closed);
        assertNull(connection.closeReason, "a close frame sent while the client talks is lost");
        after(Duration.ofSeconds(1));
        assertEquals(CloseReason.LIMITS_ABUSED, connection.closeReason);
    }

    @Test
    void tooFastErrorIsSentOnceHoweverManyRepliesWait() {
        connection.take();
        connection.stalled = true;
        IntStream.rangeClosed(1, CommandLimit.BURST + 20)
                .forEach(i -> page.receive("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime()));
        connection.stalled = false;
        connection.complete();
        List<String> messages = connection.take();
        assertEquals(CommandLimit.BURST + 1, messages.size());
        assertTrue(messages.get(CommandLimit.BURST).startsWith("{\"code\":\"TOO_FAST\""), messages::toString);
    }

    @Test
    void clientThatNeverStopsSendingIsClosedNevertheless() {
        IntStream.rangeClosed(0, CommandLimit.BURST + CommandLimit.REFUSALS).forEach(i -> page.receive("{}", clock.nanoTime()));
        assertEquals(List.of(page), closed);
        for (int second = 1; second < 5; second++) {
            clock.advance(Duration.ofSeconds(1));
            page.receive("{}", clock.nanoTime());
            page.watch(clock.nanoTime());
            assertNull(connection.closeReason);
        }
        clock.advance(Duration.ofSeconds(1));
        page.receive("{}", clock.nanoTime());
        page.watch(clock.nanoTime());
        assertEquals(CloseReason.LIMITS_ABUSED, connection.closeReason);
    }

    @Test
    void pingIsAnsweredUntilTheSessionEnds() {
        send(page, frame(FIN | PING, (byte) 1));
        assertEquals(1, connection.pongs.size());
        assertArrayEquals(new byte[] {1}, connection.pongs.get(0));
        page.close(CloseReason.SHUTDOWN);
        send(page, frame(FIN | PING));
        assertEquals(1, connection.pongs.size());
    }

    @Test
    void protocolViolatorReceivesTheCloseReasonWhenItPauses() {
        send(page, unmasked(FIN | PING));
        assertEquals(List.of(page), closed);
        page.watch(clock.nanoTime());
        assertNull(connection.closeReason, "more may be on the way");
        clock.advance(Duration.ofMillis(600));
        assertFalse(page.watch(clock.nanoTime()));
        assertEquals(CloseReason.PROTOCOL_BROKEN, connection.closeReason);
    }

    @Test
    void floodAfterAViolationIsClosedAtOnce() {
        send(page, head(FIN | TEXT, 1 << 30));
        for (int i = 0; i < 2; i++) {
            assertNull(connection.closeReason);
            send(page, new byte[1 << 20]);
        }
        assertNull(connection.closeReason, "as much as may be on the way");
        send(page, new byte[1]);
        assertEquals(CloseReason.MESSAGE_TOO_BIG, connection.closeReason);
    }

    @Test
    void clientThatGoesOnAfterAViolationIsClosedNevertheless() {
        send(page, head(FIN | TEXT, 1 << 30));
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofMillis(100));
            send(page, new byte[1_000]);
            page.watch(clock.nanoTime());
        }
        assertEquals(CloseReason.MESSAGE_TOO_BIG, connection.closeReason);
    }

    @Test
    void messageThatIsNotFinishedInTimeEndsTheSession() {
        send(page, frame(TEXT, (byte) 'a'));
        clock.advance(Duration.ofSeconds(10));
        page.pongReceived(clock.nanoTime());
        page.watch(clock.nanoTime());
        assertEquals(List.of(), closed);
        clock.advance(Duration.ofMillis(1));
        page.watch(clock.nanoTime());
        assertEquals(Optional.of(CloseReason.MESSAGE_UNFINISHED), page.ending());
    }

    @Test
    void closedSessionLeavesNothingBehind() {
        subscribe(page, "AAPL");
        page.closed();
        page.closed();
        subscribe(page, "MSFT");
        connection.take();
        trade(AAPL, 1);
        assertEquals(List.of(), connection.take());
        assertEquals(List.of(page), closed);
        assertEquals(0, registry.viewers().values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void sessionClosedBeforeItWasOpenedLeavesNothingBehind() {
        ClientSession late = new ClientSession(new RecordingConnection(), Dialect.V1, "", registry, new ClientSettings(3, 10,
                Duration.ofSeconds(10)), clock::nanoTime, closed::add);
        late.closed();
        late.open();
        assertEquals(List.of(late), closed);
        assertEquals(Subscription.State.ENDED, registry.subscribe(late, AAPL).state(), "it is registered for ever");
    }

    @Test
    void signalThatWasLostIsMadeUpForWithinASecond() {
        subscribe(page, "AAPL");
        subscribe(program, "AAPL");
        connection.take();
        executor.losing = true;
        trade(AAPL, 1);
        registry.publish(new FeedStatus(FeedStatus.State.DOWN, false, 10));
        assertEquals(List.of(), connection.take());
        page.watch(clock.nanoTime());
        program.watch(clock.nanoTime());
        assertEquals(2, connection.take().size(), "the state and the trade");
        assertEquals(1, plainConnection.take().size());
    }

    @Test
    void lostSignalThatASlotIsGoneIsMadeUpForWithinASecond() {
        subscribe(page, "AAPL", "MSFT");
        subscribe(program, "MSFT");
        connection.take();
        executor.losing = true;
        registry.notCarried(new Symbol("MSFT"));
        registry.refused(AAPL);
        assertEquals(List.of(), connection.take());
        page.watch(clock.nanoTime());
        program.watch(clock.nanoTime());
        String messages = String.join("", connection.take());
        assertTrue(messages.contains(waiting("AAPL", 1)) && messages.contains("SYMBOL_REFUSED"), messages);
        assertEquals(1, plainConnection.take().size());
        page.watch(clock.nanoTime());
        program.watch(clock.nanoTime());
        assertEquals(List.of(), connection.take(), "sent twice");
        assertEquals(List.of(), plainConnection.take(), "sent twice");
    }

    @Test
    void clientThatCannotBeNotifiedOfALostSlotIsClosed() {
        FailingHub hub = new FailingHub(registry);
        ClientSession session = new ClientSession(plainConnection, Dialect.PLAIN, "", hub, new ClientSettings(3, 10, Duration.ofSeconds(10)),
                clock::nanoTime, closed::add);
        session.open();
        subscribe(session, "AAPL");
        hub.failures = 1;
        registry.refused(AAPL);
        executor.runAll();
        assertEquals(Optional.of(CloseReason.FAILED), session.ending());
        assertEquals(CloseReason.FAILED, plainConnection.closeReason);
    }

    @Test
    void sessionThatTheHubFailsToRemoveIsClosedAndRemovedLater() {
        FailingHub hub = new FailingHub(registry);
        ClientSession session = session(connection, hub);
        subscribe(session, "AAPL");
        hub.failures = 2;
        assertThrows(OutOfMemoryError.class, () -> session.close(CloseReason.LIMITS_ABUSED));
        after(session, Duration.ofSeconds(1));
        assertEquals(CloseReason.LIMITS_ABUSED, connection.closeReason);
        assertEquals(List.of(session), closed);
        assertFalse(session.watch(clock.nanoTime()));
        assertEquals(Map.of(), registry.viewers());
        assertEquals(Subscription.State.ENDED, registry.subscribe(session, AAPL).state(), "it is registered for ever");
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void sendThatThrowsEndsTheSession(Class<? extends Throwable> kind) {
        connection.thrown = kind;
        subscribe(page, "AAPL");
        assertEquals(Optional.of(CloseReason.BROKEN), page.ending());
        assertEquals(CloseReason.BROKEN, connection.closeReason);
        assertEquals(List.of(page), closed);
        assertEquals(Map.of(), registry.viewers());
    }

    @Test
    void mistakeOfOursEndsTheSessionAndIsKept() {
        BrokenClock breaking = new BrokenClock();
        Subscriptions broken = new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 1_000, 100, 10),
                new FeedStatus(FeedStatus.State.LIVE, false, 9), breaking, clock::nanoTime, executor, 1);
        breaking.isBroken = true;
        ClientSession session = new ClientSession(connection, Dialect.V1, "", broken, new ClientSettings(3, 10, Duration.ofSeconds(10)),
                clock::nanoTime, closed::add);
        session.open();
        subscribe(session, "AAPL");
        assertEquals(Optional.of(CloseReason.FAILED), session.ending());
        assertSame(OutOfMemoryError.class, session.failure().orElseThrow().getClass());
        assertEquals(CloseReason.FAILED, connection.closeReason);
        assertEquals(List.of(session), closed);
    }

    @Test
    void answerThatCannotBeBuiltEndsTheSession() {
        page.answer(List.of(() -> {
            throw new OutOfMemoryError("as the test wants");
        }));
        assertEquals(Optional.of(CloseReason.FAILED), page.ending());
        assertTrue(page.failure().isPresent());
        assertEquals(CloseReason.FAILED, connection.closeReason);
    }

    @Test
    void overdueSendClosesTheBrowser() {
        connection.stalled = true;
        subscribe(page, "AAPL");
        after(Duration.ofSeconds(10));
        assertNull(connection.closeReason);
        after(Duration.ofMillis(1));
        assertEquals(List.of(page), closed);
        assertEquals(Map.of(), registry.viewers());
        after(Duration.ofSeconds(30));
        assertEquals(Optional.of(CloseReason.TOO_SLOW), page.ending());
        assertEquals(CloseReason.TOO_SLOW, connection.closeReason);
        assertFalse(page.watch(clock.nanoTime()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void overdueClientThatCannotBePingedIsClosed(int seconds) {
        connection.stalled = true;
        subscribe(page, "AAPL");
        after(Duration.ofMillis(10_001));
        connection.complete();
        connection.thrown = OutOfMemoryError.class;
        clock.advance(Duration.ofSeconds(seconds));
        assertFalse(page.watch(clock.nanoTime()));
        assertEquals(CloseReason.TOO_SLOW, connection.closeReason);
    }

    @Test
    void overdueClientThatReadsAgainReceivesTheCloseReason() {
        connection.stalled = true;
        subscribe(page, "AAPL");
        after(Duration.ofMillis(10_001));
        int sent = connection.sent.size();
        assertNull(connection.closeReason);
        assertTrue(page.watch(clock.nanoTime()));
        int pings = connection.pings;
        connection.complete();
        assertTrue(page.watch(clock.nanoTime()), "it may still have to read what was sent");
        assertEquals(pings + 1, connection.pings);
        clock.advance(Duration.ofMillis(1));
        page.pongReceived(clock.nanoTime());
        assertTrue(page.watch(clock.nanoTime()));
        assertNull(connection.closeReason, "a close frame sent while the client talks is lost");
        clock.advance(Duration.ofMillis(500));
        assertFalse(page.watch(clock.nanoTime()));
        assertEquals(CloseReason.TOO_SLOW, connection.closeReason);
        assertEquals(pings + 1, connection.pings);
        assertEquals(sent, connection.sent.size());
    }

    @Test
    void clientWhoseConnectionHasEndedUnreportedIsRemoved() {
        subscribe(page, "AAPL");
        connection.gone = true;
        after(Duration.ofSeconds(1));
        assertEquals(List.of(page), closed);
        assertEquals(Map.of(), registry.viewers());
    }

    @Test
    void shutdownDoesNotWaitForAClientThatIsStuck() {
        connection.stalled = true;
        subscribe(page, "AAPL");
        page.close(CloseReason.SHUTDOWN);
        assertEquals(CloseReason.SHUTDOWN, connection.closeReason);
    }

    @Test
    void clientThatReadsNoAnswersIsClosed() {
        connection.stalled = true;
        for (int i = 0; i <= Outbox.MAX_REPLIES + 1; i++) {
            clock.advance(Duration.ofMillis(100));
            page.receive("{}", clock.nanoTime());
        }
        assertEquals(List.of(page), closed);
    }

    @Test
    void clientThatLeftRightAfterTheHandshakeIsClosedSoon() {
        after(Duration.ofSeconds(1));
        assertEquals(1, connection.pings);
        after(Duration.ofSeconds(29));
        assertNull(connection.closeReason);
        after(Duration.ofSeconds(1));
        assertEquals(CloseReason.SILENT, connection.closeReason);
    }

    @Test
    void silentClientIsPingedAndThenClosed() {
        after(Duration.ofSeconds(1));
        page.pongReceived(clock.nanoTime());
        after(Duration.ofSeconds(25));
        assertEquals(2, connection.pings);
        page.pongReceived(clock.nanoTime());
        after(Duration.ofSeconds(75));
        assertNull(connection.closeReason);
        after(Duration.ofSeconds(1));
        assertEquals(CloseReason.SILENT, connection.closeReason);
    }

    @Test
    void plainClientGetsFinnhubsPing() {
        for (int second = 0; second < 60; second++) {
            program.pongReceived(clock.nanoTime());
            clock.advance(Duration.ofSeconds(1));
            program.watch(clock.nanoTime());
        }
        assertEquals(List.of(MessageCodec.PING), plainConnection.take());
    }

    private static void send(ClientSession to, byte[] bytes) {
        to.guard().admit(bytes, 0, bytes.length);
    }

    @Test
    void pageThatIsSentNothingElseGetsAPingEveryTwentySeconds() {
        connection.take();
        pass(19);
        assertEquals(List.of(), connection.take());
        pass(2);
        assertEquals(List.of(MessageCodec.PING), connection.take());
        pass(20);
        assertEquals(List.of(MessageCodec.PING), connection.take());
        pass(10);
        subscribe(page, "AAPL");
        assertEquals(1, connection.take().size());
        pass(19);
        assertEquals(List.of(), connection.take());
        pass(2);
        assertEquals(List.of(MessageCodec.PING), connection.take());
    }

    /** Advances by seconds in which the client answers each ping. */
    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            page.pongReceived(clock.nanoTime());
            clock.advance(Duration.ofSeconds(1));
            page.watch(clock.nanoTime());
        }
    }

    private ClientSession session(ClientConnection to, Dialect dialect) {
        ClientSettings settings = new ClientSettings(dialect == Dialect.V1 ? 2 : 50, 10, Duration.ofSeconds(10));
        ClientSession session = new ClientSession(to, dialect, "", registry, settings, clock::nanoTime, closed::add);
        session.open();
        return session;
    }

    private void subscribe(ClientSession session, String... symbols) {
        for (String symbol : symbols) {
            session.receive("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}", clock.nanoTime());
        }
    }

    private void resume(long ofEpoch, long seq) {
        page.receive("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":{\"epoch\":" + ofEpoch + ",\"seq\":" + seq + "}}",
                clock.nanoTime());
    }

    private static String waiting(String symbol, int position) {
        return "{\"position\":" + position + ",\"symbol\":\"" + symbol + "\",\"tier\":\"waiting\",\"type\":\"tier\",\"why\":\"limit\"}";
    }

    private static String streamed(String symbol) {
        return "{\"symbol\":\"" + symbol + "\",\"tier\":\"streamed\",\"type\":\"tier\"}";
    }

    private void trade(Symbol symbol, double price) {
        registry.publish(List.of(new SymbolTrade(symbol, new Trade(price, 5, 2))));
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
    }

    private void publish(Symbol symbol, int count) {
        registry.publish(IntStream.rangeClosed(1, count).mapToObj(i -> new SymbolTrade(symbol, new Trade(i, 5, 2))).toList());
    }

    private void trades(Symbol symbol, int count) {
        publish(symbol, count);
        clock.advance(Duration.ofMillis(100));
        registry.sweep();
        executor.runAll();
    }

    private void after(Duration time) {
        clock.advance(time);
        page.watch(clock.nanoTime());
    }

    private ClientSession session(ClientConnection to, SubscriptionHub hub) {
        ClientSession session = new ClientSession(to, Dialect.V1, "", hub, new ClientSettings(3, 10, Duration.ofSeconds(10)),
                clock::nanoTime, closed::add);
        session.open();
        return session;
    }

    /** A second passes, in which the periodic step may fail. */
    private void after(ClientSession session, Duration time) {
        clock.advance(time);
        assertThrows(OutOfMemoryError.class, () -> session.watch(clock.nanoTime()));
    }

    /** Fails to take subscribers or subscriptions away as often as configured by the test. */
    private static final class FailingHub implements SubscriptionHub {
        private final SubscriptionHub hub;
        private int failures;

        FailingHub(SubscriptionHub hub) {
            this.hub = hub;
        }

        private void failIfWanted() {
            if (failures > 0) {
                failures--;
                throw new OutOfMemoryError("as the test wants");
            }
        }

        @Override
        public void register(Subscriber subscriber) {
            hub.register(subscriber);
        }

        @Override
        public Subscription subscribe(Subscriber subscriber, Symbol symbol, Subscription.Role role) {
            return hub.subscribe(subscriber, symbol, role);
        }

        @Override
        public void unsubscribe(Subscription subscription) {
            failIfWanted();
            hub.unsubscribe(subscription);
        }

        @Override
        public void remove(Subscriber subscriber) {
            failIfWanted();
            hub.remove(subscriber);
        }

        @Override
        public FeedStatus status() {
            return hub.status();
        }

        @Override
        public int slots() {
            failIfWanted();
            return hub.slots();
        }

        @Override
        public AdaptiveThrottle throttle() {
            return hub.throttle();
        }
    }

    /** Fails for lack of memory, on the test's request. */
    private static final class BrokenClock extends Clock {
        private boolean isBroken;

        @Override
        public Instant instant() {
            if (isBroken) {
                throw new OutOfMemoryError("as the test wants");
            }
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
