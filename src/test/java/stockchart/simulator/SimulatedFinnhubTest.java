package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.unmasked;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.testing.ManualClock;

class SimulatedFinnhubTest {
    private final ManualClock clock = new ManualClock();
    private final Instruments instruments = Instruments.load();
    private SimulatedFinnhub finnhub = new SimulatedFinnhub(instruments, Usual.seed(11), clock, clock);
    private final RecordingConnection socket = new RecordingConnection();
    private SimulatorConnection connection = finnhub.open("simulator", socket).orElseThrow();

    @Test
    void subscribingIsNotAcknowledgedButTradesFollow() {
        subscribe("AAPL");
        assertTrue(socket.sent.isEmpty());
        run(Duration.ofSeconds(5));
        assertFalse(socket.sent.isEmpty());
        assertTrue(socket.sent.stream().allMatch(text -> text.startsWith("{\"data\":[{\"c\":[\"1\"") && text.endsWith("\"type\":\"trade\"}")));
    }

    @Test
    void oneMessageCarriesSeveralSymbols() {
        List.of("AAPL", "TSLA", "NVDA", "BINANCE:BTCUSDT").forEach(this::subscribe);
        clock.advance(Duration.ofSeconds(1));
        finnhub.sweep();
        assertEquals(1, socket.sent.size());
        assertTrue(socket.sent.get(0).contains("NVDA") && socket.sent.get(0).contains("BTCUSDT"));
    }

    @Test
    void tradesDoNotDependOnTheListeners() {
        RecordingConnection other = new RecordingConnection();
        SimulatorConnection second = finnhub.open("simulator-2", other).orElseThrow();
        second.onText("{\"type\":\"subscribe\",\"symbol\":\"MSFT\"}");
        subscribe("MSFT");
        run(Duration.ofSeconds(5));
        assertEquals(socket.sent, other.sent);
        assertFalse(other.sent.isEmpty());
    }

    @Test
    void protocolViolatorReceivesTheCloseReasonWhenItPauses() {
        subscribe("AAPL");
        send(unmasked(FIN | PING));
        run(Duration.ofMillis(450));
        assertNull(socket.violation);
        send(frame(FIN | PING));
        run(Duration.ofMillis(450));
        assertNull(socket.violation, "it is still sending");
        run(Duration.ofMillis(100));
        assertEquals(FrameViolation.PROTOCOL_ERROR, socket.violation);
        assertTrue(socket.sent.isEmpty());
        assertEquals(0, socket.pongs);
    }

    @Test
    void pingIsAnswered() {
        send(frame(FIN | PING));
        assertEquals(1, socket.pongs);
    }

    @Test
    void messageThatIsNotFinishedInTimeEndsTheConnection() {
        send(frame(TEXT, (byte) 'a'));
        run(SimulatorConnection.SEND_DEADLINE.plusSeconds(1));
        assertEquals(FrameViolation.UNFINISHED_MESSAGE, socket.violation);
    }

    @Test
    void unknownSymbolIsMetWithSilence() {
        subscribe("NO.SUCH");
        run(Duration.ofSeconds(30));
        assertTrue(socket.sent.isEmpty());
    }

    @Test
    void unsubscribingEndsTheTrades() {
        subscribe("AAPL");
        run(Duration.ofSeconds(2));
        connection.onText("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}");
        socket.sent.clear();
        run(Duration.ofSeconds(5));
        assertTrue(socket.sent.isEmpty());
    }

    @Test
    void fiftyFirstSymbolIsRefusedWithoutNamingIt() {
        instruments.of(Instrument.Kind.STOCK).stream().limit(49).forEach(stock -> subscribe(stock.symbol().value()));
        subscribe("NO.SUCH");
        assertTrue(socket.sent.isEmpty());
        subscribe("SPY");
        assertEquals(List.of("{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}"), socket.sent);
        assertEquals(50, connection.symbols().size());
        assertNull(socket.closedFor);
    }

    @Test
    void unsubscribingFreesPlaceAndRepetitionNeedsNone() {
        instruments.of(Instrument.Kind.STOCK).stream().limit(50).forEach(stock -> subscribe(stock.symbol().value()));
        subscribe(instruments.of(Instrument.Kind.STOCK).get(0).symbol().value());
        connection.onText("{\"type\":\"unsubscribe\",\"symbol\":\"" + instruments.of(Instrument.Kind.STOCK).get(0).symbol() + "\"}");
        subscribe("SPY");
        assertTrue(socket.sent.isEmpty());
    }

    @Test
    void limitIsAsConfigured() {
        open(new SimulatorSettings(Optional.of(11), 2, Set.of(), false));
        subscribe("AAPL");
        subscribe("TSLA");
        subscribe("NVDA");
        subscribe("MSFT");
        assertEquals(List.of(SimulatorCodec.TOO_MANY_SYMBOLS, SimulatorCodec.TOO_MANY_SYMBOLS), socket.sent);
        connection.onText("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}");
        subscribe("MSFT");
        assertEquals(2, socket.sent.size());
        assertEquals(List.of(new Symbol("TSLA"), new Symbol("MSFT")), connection.symbols());
    }

    @Test
    void muteSymbolTakesAPlaceAndBringsNothing() {
        open(new SimulatorSettings(Optional.of(11), 1, Set.of(new Symbol("AAPL")), false));
        subscribe("AAPL");
        run(Duration.ofSeconds(30));
        assertTrue(socket.sent.isEmpty());
        subscribe("TSLA");
        assertEquals(List.of(SimulatorCodec.TOO_MANY_SYMBOLS), socket.sent);
    }

    @Test
    void closedMarketStopsStocksOnly() {
        open(new SimulatorSettings(Optional.of(11), 50, Set.of(), true));
        subscribe("AAPL");
        run(Duration.ofSeconds(30));
        assertTrue(socket.sent.isEmpty());
        subscribe("OANDA:EUR_USD");
        subscribe("BINANCE:BTCUSDT");
        run(Duration.ofSeconds(5));
        String all = String.join("", socket.sent);
        assertTrue(all.contains("EUR_USD") && all.contains("BTCUSDT"), all);
        assertFalse(all.contains("AAPL"));
    }

    @Test
    void pingComesEverySixtySeconds() {
        run(Duration.ofSeconds(59));
        assertTrue(socket.sent.isEmpty());
        run(Duration.ofSeconds(1));
        assertEquals(List.of("{\"type\":\"ping\"}"), socket.sent);
        assertEquals(1, socket.pings);
        run(Duration.ofSeconds(60));
        assertEquals(2, socket.sent.size());
    }

    @Test
    void secondConnectionWithTheSameTokenKillsBoth() {
        RecordingConnection intruder = new RecordingConnection();
        assertTrue(finnhub.open("simulator", intruder).isEmpty());
        assertNotNull(intruder.closedFor);
        assertNotNull(socket.closedFor);
        assertTrue(finnhub.open("simulator", new RecordingConnection()).isPresent());
    }

    @Test
    void closedConnectionFreesItsToken() {
        finnhub.remove(connection, "Closed");
        assertTrue(finnhub.open("simulator", new RecordingConnection()).isPresent());
    }

    @Test
    void oldConnectionsEndDoesNotTouchItsSuccessor() {
        finnhub.remove(connection, "Closed");
        RecordingConnection successor = new RecordingConnection();
        assertTrue(finnhub.open("simulator", successor).isPresent());
        finnhub.remove(connection, "Closed");
        assertNull(successor.closedFor);
        assertTrue(finnhub.open("simulator", new RecordingConnection()).isEmpty());
    }

    @Test
    void seventeenthConnectionIsRefused() {
        for (int i = 1; i < SimulatedFinnhub.MAX_CONNECTIONS; i++) {
            assertTrue(finnhub.open("simulator-" + i, new RecordingConnection()).isPresent());
        }
        assertTrue(finnhub.isFull());
        RecordingConnection refused = new RecordingConnection();
        assertTrue(finnhub.open("simulator-x", refused).isEmpty());
        assertNotNull(refused.closedFor);
        assertNull(socket.closedFor);
    }

    @Test
    void slowClientLosesTheOldestAndThenTheConnection() {
        socket.stalled = true;
        for (int i = 0; i <= SimulatorConnection.MAX_PENDING + 3; i++) {
            connection.offer("message " + i);
        }
        assertEquals(List.of("message 0"), socket.sent);
        assertEquals(3, connection.dropped());
        socket.complete();
        assertEquals("message 4", socket.sent.get(1));
        run(Duration.ofSeconds(16));
        assertEquals("Too slow", socket.closedFor);
    }

    @Test
    void failedSendClosesTheConnection() {
        socket.stalled = true;
        connection.offer("message");
        socket.fail(new IllegalStateException("broken"));
        assertNotNull(socket.closedFor);
    }

    @Test
    void closedConnectionNoLongerCountsAlthoughTheServerDoesNotReportItsEnd() {
        connection.close("as the test wants");
        finnhub.sweep();
        assertTrue(finnhub.open("simulator", new RecordingConnection()).isPresent());
    }

    @Test
    void clientThatThrowsAnErrorIsDroppedAndTheOthersAreServed() {
        RecordingConnection broken = new RecordingConnection();
        SimulatorConnection doomed = finnhub.open("simulator-broken", broken).orElseThrow();
        doomed.onText("{\"type\":\"subscribe\",\"symbol\":\"BINANCE:BTCUSDT\"}");
        subscribe("BINANCE:BTCUSDT");
        broken.thrown = NoClassDefFoundError.class;
        run(Duration.ofSeconds(10));
        assertNotNull(broken.closedFor);
        assertNull(socket.closedFor);
        assertFalse(socket.sent.isEmpty());
    }

    @Test
    void longPauseIsMadeUpForInPartOnly() {
        subscribe("BINANCE:BTCUSDT");
        clock.advance(Duration.ofHours(3));
        finnhub.sweep();
        assertTrue(socket.sent.stream().filter(text -> text.contains("trade")).mapToInt(String::length).sum() < 20_000);
    }

    private void open(SimulatorSettings settings) {
        finnhub = new SimulatedFinnhub(instruments, settings, clock, clock);
        connection = finnhub.open("simulator", socket).orElseThrow();
    }

    private void subscribe(String symbol) {
        connection.onText("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}");
    }

    private void send(byte[] bytes) {
        connection.guard().admit(bytes, 0, bytes.length);
    }

    private void run(Duration time) {
        for (long i = 0; i < time.toMillis() / 50; i++) {
            clock.advance(Duration.ofMillis(50));
            finnhub.sweep();
        }
    }
}
