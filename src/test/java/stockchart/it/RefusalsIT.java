package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed;

/** Every error code in both dialects, and the close codes of clients that go too far. */
class RefusalsIT extends OnLiveServer {
    private static final int BURST = 100;
    private static final int ABUSE = 700;

    private final List<FrameRecorder> clients = new ArrayList<>();

    @AfterEach
    void leave() {
        clients.forEach(FrameRecorder::close);
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void symbolThatFinnhubDoesNotCarryIsReportedAndFreesItsSlot() {
        FrameRecorder v1 = v1();
        FrameRecorder plain = plain();
        v1.subscribe("NOTCARRIED");
        plain.subscribe("NOTCARRIED");
        FEED.awaitCommand("subscribe", "NOTCARRIED");
        FEED.send("{\"msg\":\"Invalid symbol NOTCARRIED\",\"type\":\"error\"}");
        assertEquals("NOTCARRIED", error(v1, "SYMBOL_REFUSED").getString("symbol"));
        assertPlain(plain.next(), "NOTCARRIED");
        FEED.awaitCommand("unsubscribe", "NOTCARRIED");
        assertFalse(war.status().getJsonObject("symbols").containsKey("NOTCARRIED"));
        FrameRecorder later = v1();
        later.subscribe("NOTCARRIED");
        assertEquals("NOTCARRIED", later.next("subscribed").getString("symbol"));
        error(later, "SYMBOL_REFUSED");
        FEED.trade(ScriptedFeed.row("NOTCARRIED", 7, 1000, 1));
        assertEquals("NOTCARRIED", v1.next("trade").getJsonArray("data").getJsonObject(0).getString("s"));
    }

    @Test
    void clientWithTooManySymbolsGetsAnError() {
        FrameRecorder v1 = v1();
        FrameRecorder plain = plain();
        for (int i = 0; i <= SYMBOLS_PER_CLIENT; i++) {
            v1.subscribe("MINE" + i);
            plain.subscribe("MINE" + i);
        }
        assertEquals("MINE" + SYMBOLS_PER_CLIENT, error(v1, "CLIENT_LIMIT").getString("symbol"));
        assertPlain(plain.next(), "one client may watch " + SYMBOLS_PER_CLIENT);
    }

    @Test
    void malformedSymbolIsRefused() {
        FrameRecorder v1 = v1();
        v1.subscribe("<img 'onerror'>");
        assertEquals("<img 'onerror'>", error(v1, "UNKNOWN_SYMBOL").getString("symbol"));
        FrameRecorder plain = plain();
        plain.subscribe("");
        assertPlain(plain.next(), "Not a symbol");
    }

    @Test
    void aBadMessageIsNamedAndTheConnectionStays() {
        FrameRecorder v1 = v1();
        for (String bad : List.of("not json", "[]", "{}", "{\"type\":\"dance\"}", "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"symbol\":7}", "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":3}")) {
            v1.send(bad);
            assertFalse(error(v1, "BAD_MESSAGE").getString("msg").isBlank());
        }
        v1.send("not json");
        assertTrue(error(v1, "BAD_MESSAGE").getString("msg").contains("\"not json\""));
        v1.subscribe("STILLHERE");
        assertEquals("STILLHERE", v1.next("subscribed").getString("symbol"));
    }

    @Test
    void aBadMessageIsNamedInThePlainDialectToo() {
        FrameRecorder plain = plain();
        plain.send("{\"type\":\"dance\"}");
        assertPlain(plain.next(), "\"dance\"");
        plain.sendBinary((byte) 1, (byte) 2);
        assertPlain(plain.next(), "binary");
    }

    @Test
    void commandsThatComeTooFastAreNotCarriedOut() {
        FrameRecorder v1 = v1();
        v1.flood(BURST + 40, "{\"type\":\"unsubscribe\",\"symbol\":\"FAST\"}");
        assertTrue(error(v1, "TOO_FAST").getString("msg").contains("FAST"));
        FrameRecorder plain = plain();
        plain.flood(BURST + 40, "{\"type\":\"unsubscribe\",\"symbol\":\"FAST\"}");
        assertPlain(plain.next(), "Too many commands");
    }

    @Test
    void clientThatKeepsAbusingTheLimitIsClosed() {
        FrameRecorder v1 = v1();
        v1.flood(ABUSE, "{\"type\":\"ping\"}");
        assertEquals(1008, v1.closeCode());
        FrameRecorder plain = plain();
        plain.flood(ABUSE, "{\"type\":\"ping\"}");
        assertEquals(1008, plain.closeCode());
    }

    @Test
    void aMessageTooBigClosesTheConnection() {
        FrameRecorder client = v1();
        client.flood(1, "x".repeat(5_000));
        assertEquals(1009, client.closeCode());
    }

    @Test
    void aPageOfAnotherSiteIsRefusedBeforeItConnects() {
        assertEquals(403, FrameRecorder.refusal(war.prices(), "https://evil.example"));
        assertEquals(403, FrameRecorder.refusal(URI.create(war.prices() + "/"), "https://evil.example"));
        assertEquals(403, FrameRecorder.refusal(war.prices(), "null"));
    }

    @Test
    void aPageOfTheServerItselfMayConnect() {
        URI own = war.address();
        FrameRecorder page = FrameRecorder.ofPage(war.prices(), own.getScheme() + "://" + own.getAuthority());
        clients.add(page);
        assertEquals("stock-chart.v1", page.subprotocol());
        assertEquals("status", page.next().getString("type"));
    }

    private FrameRecorder v1() {
        return kept(FrameRecorder.v1(war.prices()));
    }

    private FrameRecorder plain() {
        return kept(FrameRecorder.plain(war.prices()));
    }

    private FrameRecorder kept(FrameRecorder client) {
        clients.add(client);
        return client;
    }

    private static JsonObject error(FrameRecorder client, String code) {
        return client.next("error", error -> error.getString("code").equals(code));
    }

    private static void assertPlain(JsonObject error, String words) {
        assertEquals(Set.of("msg", "type"), error.keySet());
        assertEquals("error", error.getString("type"));
        assertTrue(error.getString("msg").contains(words), error::toString);
    }
}
