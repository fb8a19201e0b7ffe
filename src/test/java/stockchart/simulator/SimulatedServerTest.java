package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stockchart.hub.Tier;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/** What a server with three slots makes of the simulator's few slots, mute symbols and closed market. */
class SimulatedServerTest {
    private static final int SLOTS = 3;
    /** A silent symbol's quote is compared after 30 s, and has to move on twice. */
    private static final Duration FOUND_MUTE = Duration.ofSeconds(90);
    private static final String BITCOIN = "BINANCE:BTCUSDT";
    private static final String EURO = "OANDA:EUR_USD";

    @Test
    void waitingSymbolIsPolledAndStreamsInItsTurn() {
        SimulatedServer server = server(50, Set.of(), false);
        charts(server, "AAPL", "NVDA", "TSLA", BITCOIN, EURO, "MSFT");
        server.run(Duration.ofSeconds(10));
        assertEquals(List.of(1, 2, 3), Stream.of(BITCOIN, EURO, "MSFT").map(symbol -> server.tier(symbol).position()).toList());
        for (String symbol : List.of(BITCOIN, EURO, "MSFT")) {
            assertEquals(Tier.Kind.POLLED, server.tier(symbol).kind());
            assertFalse(server.trades(symbol).isEmpty());
            assertTrue(server.trades(symbol).stream().allMatch(trade -> trade.volume() == 0), "quotes have no volume");
        }
        server.unsubscribe("NVDA");
        server.run(Duration.ofSeconds(10));
        assertEquals(Tier.STREAMED, server.tier(BITCOIN));
        assertTrue(server.trades(BITCOIN).stream().anyMatch(trade -> trade.volume() > 0));
        assertEquals(1, server.tier(EURO).position());
    }

    @Test
    void muteSymbolIsFoundOutAndGivesWay() {
        SimulatedServer server = server(50, Set.of("LOW"), false);
        charts(server, "AAPL", "NVDA", "LOW", BITCOIN);
        server.run(FOUND_MUTE);
        assertEquals(Map.of("LOW", "polled mute", BITCOIN, "streamed"), last(server, "LOW", BITCOIN));
        int known = server.trades("LOW").size();
        server.run(Duration.ofSeconds(30));
        assertTrue(server.trades("LOW").size() > known, "its price moves on");
    }

    @Test
    void muteSymbolIsPolledInItsSlotWhileNoOtherWaits() {
        SimulatedServer server = server(50, Set.of("LOW"), false);
        charts(server, "LOW");
        server.run(FOUND_MUTE);
        assertEquals(List.of("polled mute"), server.tiers("LOW"));
        assertEquals(1, server.carried());
        assertFalse(server.trades("LOW").isEmpty());
    }

    @Test
    void stocksGiveWayWhileTheirMarketIsClosedAndShowTheLastClose() {
        SimulatedServer server = server(50, Set.of(), true);
        charts(server, "AAPL", "NVDA", "TSLA", BITCOIN, EURO, "MSFT");
        server.run(Duration.ofSeconds(45));
        assertEquals(Optional.empty(), server.market().session());
        assertTrue(server.market().confirmed());
        assertEquals(Optional.of("Simulated holiday"), server.market().holiday());
        assertEquals(Tier.STREAMED, server.tier(BITCOIN));
        assertEquals(Tier.STREAMED, server.tier(EURO));
        long close = Instant.parse("2026-01-02T21:00:00Z").toEpochMilli();
        for (String symbol : List.of("AAPL", "NVDA", "TSLA", "MSFT")) {
            assertEquals(Optional.of(Tier.Why.CLOSED), server.tier(symbol).why());
            assertEquals(Tier.Kind.POLLED, server.tier(symbol).kind());
            assertEquals(List.of(close), server.trades(symbol).stream().map(Trade::time).toList(), symbol);
        }
    }

    @Test
    void serverFindsOutThatTheFeedCarriesFewer() {
        SimulatedServer server = server(SLOTS - 1, Set.of(), false);
        charts(server, "AAPL", "NVDA", BITCOIN);
        server.run(Duration.ofSeconds(20));
        assertEquals(SLOTS - 1, server.slots());
        assertEquals(SLOTS - 1, server.carried());
        long waiting = Stream.of("AAPL", "NVDA", BITCOIN).filter(symbol -> server.tier(symbol).position() == 1).count();
        assertEquals(1, waiting);
        for (String symbol : List.of("AAPL", "NVDA", BITCOIN)) {
            assertFalse(server.trades(symbol).isEmpty(), symbol);
        }
    }

    private static Map<String, String> last(SimulatedServer server, String... symbols) {
        return Stream.of(symbols).collect(Collectors.toMap(symbol -> symbol, symbol -> {
            List<String> tiers = server.tiers(symbol);
            return tiers.get(tiers.size() - 1);
        }));
    }

    private static void charts(SimulatedServer server, String... symbols) {
        Stream.of(symbols).forEach(server::chart);
    }

    private static SimulatedServer server(int symbolLimit, Set<String> mute, boolean isMarketClosed) {
        Set<Symbol> symbols = mute.stream().map(Symbol::new).collect(Collectors.toSet());
        return new SimulatedServer(new SimulatorSettings(Optional.of(7), symbolLimit, symbols, isMarketClosed), SLOTS);
    }
}
