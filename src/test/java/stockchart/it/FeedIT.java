package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** One connection to Finnhub, whatever Finnhub does. */
@ServerDependent
class FeedIT extends OnLiveServer {
    @AfterEach
    void neverTwoConnectionsAtOnce() {
        FEED.accept();
        FEED.awaitConnection();
        assertEquals(1, FEED.mostOpen());
    }

    @Test
    void droppedConnectionIsReopenedAndRequestsAllSymbolsAgain() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "DROPA");
            join(client, "DROPB");
            FEED.trade(row("DROPA", 1, 1000, 1));
            client.next("trade");
            FEED.drop();
            FEED.awaitCommand("subscribe", "DROPA");
            FEED.awaitCommand("subscribe", "DROPB");
            FEED.trade(row("DROPA", 2, 1001, 1));
            assertEquals(2, client.next("trade").getInt("seq"));
        }
    }

    @Test
    void dropIsReportedInTheExtendedDialect() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "DROPC");
            // A connection that ends before it has received anything counts as one more failure of those before.
            FEED.trade(row("DROPC", 1, 1000, 1));
            client.next("trade");
            FEED.drop();
            assertEquals("connecting", feed(client.next("status", status -> !feed(status).equals("live"))));
            assertEquals("live", feed(client.next("status")));
        }
    }

    @Test
    void symbolWithoutViewersIsNotRequestedAgain() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "OLD");
            client.unsubscribe("OLD");
            FEED.awaitCommand("unsubscribe", "OLD");
            join(client, "STAYS");
            FEED.drop();
            assertFalse(FEED.commandsUntil("subscribe", "STAYS").stream().anyMatch(command -> command.symbol().equals("OLD")));
        }
    }

    @Test
    void aFeedThatCannotBeReachedIsDownUntilItCan() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "OUTAGE");
            FEED.refuse(503);
            FEED.drop();
            client.next("status", status -> feed(status).equals("down"));
            war.awaitFeed("down");
            client.subscribe("ASKEDWHILEDOWN");
            client.next("subscribed");
            FEED.accept();
            FEED.awaitCommand("subscribe", "OUTAGE");
            FEED.awaitCommand("subscribe", "ASKEDWHILEDOWN");
            client.next("status", status -> feed(status).equals("live"));
        }
    }

    @Test
    void aSilentConnectionCountsAsDead() {
        int before = FEED.handshakes();
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "SILENCE");
            FEED.fallSilent();
            FEED.awaitCommand("subscribe", "SILENCE");
            FEED.accept();
            assertTrue(FEED.handshakes() > before);
        }
    }

    @Test
    void garbageIsCountedAndSkipped() {
        int before = malformed();
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "GARBAGE");
            for (String garbage : List.of("", "not json", "[]", "null", "{\"type\":\"trade\"}", "{\"data\":3,\"type\":\"trade\"}",
                    "[".repeat(5_000))) {
                FEED.send(garbage);
            }
            FEED.trade("7", "{\"s\":\"GARBAGE\"}", row("GARBAGE", 1, -1, 1), row("GARBAGE", 1, 1000, -1),
                    "{\"c\":null,\"p\":5,\"s\":\"GARBAGE\",\"t\":1000,\"v\":1}", "{\"p\":6,\"s\":\"GARBAGE\",\"t\":1001,\"v\":1}");
            JsonArray data = client.next("trade").getJsonArray("data");
            assertEquals("[{\"p\":5,\"s\":\"GARBAGE\",\"t\":1000,\"v\":1},{\"p\":6,\"s\":\"GARBAGE\",\"t\":1001,\"v\":1}]",
                    data.toString());
        }
        assertEquals(before + 11, malformed());
    }

    @Test
    void messagesOfUnknownTypeChangeNothing() {
        int before = malformed();
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "UNKNOWNTYPE");
            FEED.send("{\"data\":[{\"headline\":\"x\"}],\"type\":\"news\"}");
            FEED.send("{\"msg\":\"Something else went wrong\",\"type\":\"error\"}");
            FEED.trade(row("UNKNOWNTYPE", 1, 1000, 1));
            assertEquals(1, client.next("trade").getInt("seq"));
        }
        assertEquals(before, malformed());
    }

    @Test
    void finnhubsOverLimitErrorMakesTheSymbolRequestedLastWait() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "FITS");
            FEED.refuseToCarry("TOOMANY");
            client.subscribe("TOOMANY");
            // The symbols of the test before may keep the first one waiting for a moment.
            JsonObject tier = client.next("tier", one -> one.getString("symbol").equals("TOOMANY"));
            assertEquals("waiting", tier.getString("tier"));
            assertFalse(war.status().getJsonObject("symbols").containsKey("TOOMANY"));
            FEED.trade(row("FITS", 1, 1000, 1));
            assertEquals(1, client.next("trade").getInt("seq"));
        }
    }

    @Test
    void aLateThreefoldLimitErrorHitsTheSymbolThatIsNotCarried() {
        war.awaitStatus("no symbol lingers", status -> status.getJsonObject("slots").getInt("used") == 0);
        FEED.carryAtMost(SLOTS - 1, Duration.ofMillis(300), 3);
        reconnect();
        List<FrameRecorder> clients = Stream.generate(() -> FrameRecorder.v1(war.prices())).limit(SLOTS / SYMBOLS_PER_CLIENT).toList();
        try {
            IntStream.range(0, SLOTS).forEach(i -> join(clients.get(i / SYMBOLS_PER_CLIENT), "LIMIT" + i));
            FrameRecorder last = clients.get(clients.size() - 1);
            JsonObject tier = last.next("tier");
            assertEquals("LIMIT" + (SLOTS - 1), tier.getString("symbol"));
            assertEquals(1, tier.getInt("position"));
            FEED.awaitCommand("unsubscribe", "LIMIT" + (SLOTS - 1));
            JsonObject status = war.status();
            assertEquals(SLOTS - 1, status.getJsonObject("symbols").size(), status::toString);
            assertEquals(SLOTS - 1, status.getJsonObject("slots").getInt("total"));
            for (int i = 0; i < SLOTS - 1; i++) {
                FEED.trade(row("LIMIT" + i, 1, 1000, 1));
                FrameRecorder client = clients.get(i / SYMBOLS_PER_CLIENT);
                assertEquals("LIMIT" + i, client.next("trade").getJsonArray("data").getJsonObject(0).getString("s"));
            }
        } finally {
            clients.forEach(FrameRecorder::close);
            FEED.carryAll();
            reconnect();
        }
    }

    private void reconnect() {
        int before = FEED.handshakes();
        FEED.drop();
        Eventually.see("a new connection", FEED::handshakes, handshakes -> handshakes > before);
        war.awaitFeed("live");
    }

    @Test
    void statusHasTheCarriedSymbolsAndTheCounters() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "STATUS");
            JsonObject status = war.status();
            assertEquals(1, status.getJsonObject("symbols").getInt("STATUS"));
            assertEquals(SLOTS, status.getJsonObject("slots").getInt("total"));
            assertTrue(status.getJsonObject("slots").getInt("used") >= 1);
            assertFalse(status.getBoolean("simulated"));
            assertEquals("1.0.0", status.getString("version"));
            assertEquals(FEED.handshakes(), status.getJsonObject("counters").getInt("connections"));
        }
    }

    @Test
    void statusHasTheDelayOfTrades() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "LATE");
            long now = System.currentTimeMillis();
            FEED.trade(row("LATE", 1, now - 60_000, 1));
            client.next("trade");
            JsonObject status = war.status();
            assertTrue(status.getJsonObject("tradeDelay").getJsonNumber("p99").longValue() >= 60_000, status::toString);
            assertTrue(status.getJsonNumber("now").longValue() >= now, status::toString);
            assertEquals(SYMBOLS_PER_CLIENT, status.getInt("symbolsPerClient"));
        }
    }

    private int malformed() {
        return war.status().getJsonObject("counters").getInt("malformed");
    }

    private static String feed(JsonObject status) {
        return status.getString("feed");
    }

    private static void join(FrameRecorder client, String symbol) {
        client.subscribe(symbol);
        client.next("subscribed");
        FEED.awaitCommand("subscribe", symbol);
    }
}
