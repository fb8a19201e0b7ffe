package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed.Command;

/** What a client of {@code stock-chart.v1} gets. */
class V1DialectIT extends OnLiveServer {
    @Test
    void openingSendsTheFeedsState() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            JsonObject status = client.next();
            assertEquals("stock-chart.v1", client.subprotocol());
            assertEquals("status", status.getString("type"));
            assertEquals("live", status.getString("feed"));
            assertFalse(status.getBoolean("simulated"));
            assertTrue(status.getJsonNumber("since").longValue() > 0);
        }
    }

    @Test
    void subscribingToSomethingNewIsAnsweredWithAnEmptySnapshot() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("NEW");
            JsonObject subscribed = client.next("subscribed");
            assertEquals("NEW", subscribed.getString("symbol"));
            assertEquals(0, subscribed.getInt("seq"));
            assertEquals(0, subscribed.getJsonArray("trades").size());
            assertTrue(subscribed.getBoolean("complete"));
            FEED.awaitCommand("subscribe", "NEW");
        }
    }

    @Test
    void tradesArriveNumberedWithTheirVolumesUnchanged() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("BINANCE:V1USDT");
            long epoch = epoch(client.next("subscribed"));
            FEED.awaitCommand("subscribe", "BINANCE:V1USDT");
            FEED.trade(row("BINANCE:V1USDT", 7296.89, 1575526691134L, 0.011467), row("BINANCE:V1USDT", 7297, 1575526691135L, 0));
            JsonObject trade = client.next("trade");
            JsonArray data = trade.getJsonArray("data");
            assertEquals(2, trade.getInt("seq"));
            assertEquals(epoch, epoch(trade));
            assertFalse(trade.containsKey("missed"));
            assertEquals("{\"c\":[\"1\",\"12\"],\"p\":7296.89,\"s\":\"BINANCE:V1USDT\",\"t\":1575526691134,\"v\":0.011467}",
                    data.getJsonObject(0).toString());
            assertEquals("{\"c\":[\"1\",\"12\"],\"p\":7297,\"s\":\"BINANCE:V1USDT\",\"t\":1575526691135,\"v\":0}",
                    data.getJsonObject(1).toString());
        }
    }

    @Test
    void aFrameOfMixedSymbolsIsSplitBySymbol() {
        try (FrameRecorder first = FrameRecorder.v1(war.prices()); FrameRecorder second = FrameRecorder.v1(war.prices())) {
            join(first, "MIXA");
            join(second, "MIXB");
            FEED.trade(row("MIXA", 1, 1000, 1), row("MIXB", 2, 1001, 1), row("MIXA", 3, 1002, 1), row("STRANGER", 4, 1003, 1));
            assertEquals("[1,3]", prices(first.next("trade").getJsonArray("data")));
            assertEquals("[2]", prices(second.next("trade").getJsonArray("data")));
        }
    }

    @Test
    void joiningLaterStartsWithWhatIsKnown() {
        try (FrameRecorder first = FrameRecorder.v1(war.prices()); FrameRecorder second = FrameRecorder.v1(war.prices())) {
            join(first, "KNOWN");
            FEED.trade(row("KNOWN", 10, 1000, 1), row("KNOWN", 11, 1001, 0.5));
            first.next("trade");
            second.subscribe("KNOWN");
            JsonObject snapshot = second.next("subscribed");
            assertEquals("[{\"p\":10,\"t\":1000,\"v\":1},{\"p\":11,\"t\":1001,\"v\":0.5}]", snapshot.getJsonArray("trades").toString());
            assertEquals(2, snapshot.getInt("seq"));
            assertTrue(snapshot.getBoolean("complete"));
        }
    }

    @Test
    void resumingBringsExactlyWhatWasMissed() {
        try (FrameRecorder stays = FrameRecorder.v1(war.prices()); FrameRecorder returns = FrameRecorder.v1(war.prices())) {
            long epoch = join(stays, "RESUME");
            FEED.trade(row("RESUME", 1, 1000, 1), row("RESUME", 2, 1001, 1), row("RESUME", 3, 1002, 1));
            stays.next("trade");
            returns.subscribe("RESUME", epoch, 1);
            JsonObject resumed = returns.next("subscribed");
            assertTrue(resumed.getBoolean("complete"));
            assertEquals("[2,3]", prices(resumed.getJsonArray("trades")));
            assertEquals(3, resumed.getInt("seq"));
        }
    }

    @Test
    void resumingFromAnotherEpochBringsAllAndIsNotComplete() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            long epoch = join(client, "EPOCH");
            FEED.trade(row("EPOCH", 1, 1000, 1), row("EPOCH", 2, 1001, 1));
            client.next("trade");
            client.subscribe("EPOCH", epoch - 1, 1);
            JsonObject restarted = client.next("subscribed");
            assertFalse(restarted.getBoolean("complete"));
            assertEquals("[1,2]", prices(restarted.getJsonArray("trades")));
        }
    }

    @Test
    void resumingFromBeforeTheTapeIsNotComplete() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            long epoch = join(client, "LONG");
            String[] rows = new String[TAPE + 4];
            Arrays.setAll(rows, i -> row("LONG", i + 1, 1000 + i, 1));
            FEED.trade(rows);
            JsonObject trade = client.next("trade");
            assertEquals(4, trade.getInt("missed"));
            assertEquals(TAPE, trade.getJsonArray("data").size());
            client.subscribe("LONG", epoch, 2);
            JsonObject resumed = client.next("subscribed");
            assertFalse(resumed.getBoolean("complete"));
            assertEquals(TAPE, resumed.getJsonArray("trades").size());
            assertEquals(TAPE + 4, resumed.getInt("seq"));
        }
    }

    @Test
    void unsubscribingIsAnsweredAndEndsTheDemandAfterTheLinger() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "LINGER");
            client.unsubscribe("LINGER");
            assertEquals("LINGER", client.next("unsubscribed").getString("symbol"));
            FEED.awaitCommand("unsubscribe", "LINGER");
        }
    }

    @Test
    void comingBackWithinTheLingerCostsFinnhubNothing() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "RELOAD");
            client.unsubscribe("RELOAD");
            client.subscribe("RELOAD");
            client.next("subscribed");
            client.subscribe("SENTINEL");
            assertEquals(List.of(new Command("subscribe", "SENTINEL")), FEED.commandsUntil("subscribe", "SENTINEL").stream()
                    .filter(command -> !command.type().equals("unsubscribe") || command.symbol().equals("RELOAD")).toList());
        }
    }

    @Test
    void aClientThatVanishesLeavesNothingBehind() {
        FrameRecorder client = FrameRecorder.v1(war.prices());
        join(client, "VANISH");
        client.close();
        FEED.awaitCommand("unsubscribe", "VANISH");
        assertFalse(war.status().getJsonObject("symbols").containsKey("VANISH"));
    }

    @Test
    void viewersOfOneSymbolShareOneSubscription() {
        try (FrameRecorder first = FrameRecorder.v1(war.prices()); FrameRecorder second = FrameRecorder.plain(war.prices())) {
            join(first, "SHARED");
            second.subscribe("SHARED");
            war.awaitStatus("two viewers", status -> status.getJsonObject("symbols").getInt("SHARED", 0) == 2);
            first.subscribe("NEXT");
            assertFalse(FEED.commandsUntil("subscribe", "NEXT").contains(new Command("subscribe", "SHARED")));
            FEED.trade(row("SHARED", 5, 1000, 1));
            assertEquals("[5]", prices(first.next("trade").getJsonArray("data")));
            assertEquals("[5]", prices(second.next("trade").getJsonArray("data")));
        }
    }

    private static long join(FrameRecorder client, String symbol) {
        client.subscribe(symbol);
        long epoch = epoch(client.next("subscribed"));
        FEED.awaitCommand("subscribe", symbol);
        return epoch;
    }

    private static long epoch(JsonObject message) {
        return message.getJsonNumber("epoch").longValue();
    }

    private static String prices(JsonArray trades) {
        return trades.getValuesAs(JsonObject.class).stream().map(trade -> trade.get("p").toString())
                .collect(Collectors.joining(",", "[", "]"));
    }
}
