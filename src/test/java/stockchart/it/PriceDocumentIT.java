package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedClient;
import stockchart.testing.OnLiveServer;
import stockchart.testing.SlotHolders;

/**
 * Whatever a client of the price socket sends and gets is as documented in the served document, and all that the document names
 * occurs. What a test cannot wait for is in {@code PriceDocumentTest}.
 */
class PriceDocumentIT extends OnLiveServer {
    private static final String CANDLES = "\"candles\":[{\"interval\":1000},{\"interval\":60000,\"from\":1}]";
    private static final int BURST = 100;

    private final Set<String> seen = new TreeSet<>();
    private ApiDocument document;

    @BeforeEach
    void read() {
        document = ApiDocument.asyncapi(war.get("api/asyncapi.json").body());
    }

    @AfterEach
    void awaitNoClients() {
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void theExtendedDialectIsAsDocumented() {
        try (DocumentedClient client = client("v1")) {
            client.next("status");
            tradesComeAndAreMissed(client);
            theFeedGoesAndComes(client);
            commandsAreRefused(client);
            client.send("{\"type\":\"unsubscribe\",\"symbol\":\"DOCV\"}");
            client.next("unsubscribed");
            client.send("{\"type\":\"ping\"}");
            client.send("{\"type\":\"pong\"}");
            client.undocumented().flood(BURST + 40, "{\"type\":\"pong\"}");
            client.next("error", error -> error.getString("code").equals("TOO_FAST"));
        }
        war.awaitStatus("its slots are free", status -> status.getJsonObject("symbols").isEmpty());
        try (SlotHolders all = new SlotHolders(war, SLOTS, SYMBOLS_PER_CLIENT); DocumentedClient late = client("v1")) {
            FEED.lists().quote("DOCLATE", 41, System.currentTimeMillis() / 1_000);
            late.send("{\"role\":\"row\",\"symbol\":\"DOCLATE\",\"type\":\"subscribe\"}");
            late.next("subscribed");
            late.next("tier", tier -> tier.getString("tier").equals("polled"));
        }
        assertAllSeen("v1", "send pace", "send ping", "send status cutOff");
    }

    @Test
    void finnhubsDialectIsAsDocumented() {
        try (DocumentedClient client = client("plain")) {
            client.subscribe("DOCP");
            FEED.awaitCommand("subscribe", "DOCP");
            FEED.trade(row("DOCP", 122.1, 1672348887195L, 1), row("DOCP", 122, 1672348887196L, 0));
            client.next("trade");
            client.send("{\"type\":\"ping\"}");
            client.send("{\"type\":\"pong\"}");
            client.undocumented().send("nonsense");
            client.next("error");
            client.send("{\"type\":\"unsubscribe\",\"symbol\":\"DOCP\"}");
        }
        // Comes every minute.
        assertAllSeen("plain", "send ping");
    }

    private static void tradesComeAndAreMissed(DocumentedClient client) {
        client.subscribe("DOCV");
        JsonObject subscribed = client.next("subscribed");
        FEED.awaitCommand("subscribe", "DOCV");
        String[] rows = new String[TAPE + 4];
        Arrays.setAll(rows, i -> row("DOCV", i + 0.5, 1_000 + i, i % 3));
        FEED.trade(rows);
        client.next("trade", trade -> trade.containsKey("missed"));
        client.send("{\"type\":\"subscribe\",\"symbol\":\"DOCV\",\"after\":{\"epoch\":" + subscribed.get("epoch") + ",\"seq\":"
                + (TAPE + 1) + "}," + CANDLES + "}");
        assertEquals(3, client.next("subscribed").getJsonArray("trades").size());
        client.next("candles");
        client.next("candles");
        FEED.trade(row("DOCV", 1, System.currentTimeMillis() + 30_000, 1));
        client.next("trade");
        client.subscribe("DOCV");
        assertTrue(client.next("subscribed").containsKey("arrived"));
    }

    private static void theFeedGoesAndComes(DocumentedClient client) {
        FEED.drop();
        client.next("status", status -> !status.getString("feed").equals("live"));
        client.next("status", status -> status.getString("feed").equals("live"));
        FEED.awaitCommand("subscribe", "DOCV");
        client.send("{\"type\":\"subscribe\",\"symbol\":\"DOCV\"," + CANDLES + "}");
        client.next("candles", candles -> !candles.getJsonArray("gaps").isEmpty());
        // A connection that has received data makes the feed forget its failures, which later tests must not see.
        FEED.trade(row("DOCV", 1, 20_000, 1));
        client.next("trade");
    }

    private static void commandsAreRefused(DocumentedClient client) {
        client.subscribe("DOCW");
        client.subscribe("DOCX");
        client.next("error", error -> error.getString("code").equals("CLIENT_LIMIT"));
        client.undocumented().subscribe("'b'");
        client.next("error", error -> error.getString("code").equals("UNKNOWN_SYMBOL"));
        client.undocumented().send("nonsense");
        client.next("error", error -> error.getString("code").equals("BAD_MESSAGE"));
    }

    private DocumentedClient client(String dialect) {
        return new DocumentedClient(document, dialect, war.prices(), seen);
    }

    /** @param elsewhere the messages that are tested elsewhere, and with them their fields */
    private void assertAllSeen(String dialect, String... elsewhere) {
        Set<String> documented = new TreeSet<>(DocumentedClient.documented(document, dialect));
        Predicate<String> isElsewhere = one -> Arrays.stream(elsewhere).anyMatch(other -> (one + " ").startsWith(other + " "));
        documented.removeIf(isElsewhere);
        seen.removeIf(isElsewhere);
        assertEquals(documented, seen);
    }
}
