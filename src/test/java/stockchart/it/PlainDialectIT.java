package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** What an existing Finnhub client gets when only its address is changed. */
@ServerDependent
class PlainDialectIT extends OnLiveServer {
    @Test
    void aFinnhubClientWorksUnchanged() {
        URI address = URI.create(war.prices() + "?token=any-key-of-its-own");
        try (FrameRecorder client = FrameRecorder.plain(address)) {
            client.subscribe("PLAIN");
            FEED.awaitCommand("subscribe", "PLAIN");
            FEED.trade(row("PLAIN", 122.1, 1672348887195L, 1), row("PLAIN", 122.09, 1672348887196L, 0.25));
            assertEquals("{\"data\":[{\"c\":[\"1\",\"12\"],\"p\":122.1,\"s\":\"PLAIN\",\"t\":1672348887195,\"v\":1},"
                    + "{\"c\":[\"1\",\"12\"],\"p\":122.09,\"s\":\"PLAIN\",\"t\":1672348887196,\"v\":0.25}],\"type\":\"trade\"}",
                    client.next().toString());
            assertEquals("", client.subprotocol());
        }
    }

    @Test
    void anAddressWithATrailingSlashIsTheSameEndpoint() {
        for (String end : List.of("/", "/?token=any-key-of-its-own")) {
            String symbol = "SLASH" + end.length();
            try (FrameRecorder client = FrameRecorder.plain(URI.create(war.prices() + end))) {
                client.subscribe(symbol);
                FEED.awaitCommand("subscribe", symbol);
                FEED.trade(row(symbol, 1, 1000, 1));
                assertEquals("trade", client.next().getString("type"));
                assertEquals("", client.subprotocol());
            }
        }
        try (FrameRecorder page = FrameRecorder.v1(URI.create(war.prices() + "/"))) {
            assertEquals("status", page.next().getString("type"));
        }
    }

    @Test
    void nothingButFinnhubsMessagesIsSent() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            client.subscribe("ONLYA");
            client.subscribe("ONLYB");
            client.unsubscribe("ONLYA");
            client.send("{\"type\":\"ping\"}");
            client.send("nonsense");
            JsonObject first = client.next();
            assertEquals(Set.of("msg", "type"), first.keySet());
            assertEquals("error", first.getString("type"));
        }
    }

    @Test
    void aSymbolSubscribedTwiceIsSentOnce() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            client.subscribe("TWICE");
            client.subscribe("TWICE");
            FEED.awaitCommand("subscribe", "TWICE");
            FEED.trade(row("TWICE", 1, 1000, 1));
            assertEquals(1, client.next().getJsonArray("data").getJsonObject(0).getInt("p"));
            FEED.trade(row("TWICE", 2, 1001, 1));
            assertEquals(2, client.next().getJsonArray("data").getJsonObject(0).getInt("p"));
        }
    }

    @Test
    void anUnsubscribedSymbolIsSentNoMore() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices()); FrameRecorder other = FrameRecorder.v1(war.prices())) {
            other.subscribe("ENDED");
            client.subscribe("ENDED");
            client.subscribe("GOESON");
            FEED.awaitCommand("subscribe", "GOESON");
            client.unsubscribe("ENDED");
            war.awaitStatus("one viewer left", status -> status.getJsonObject("symbols").getInt("ENDED", 0) == 1);
            FEED.trade(row("ENDED", 1, 1000, 1));
            other.next("trade");
            FEED.trade(row("GOESON", 2, 1001, 1));
            assertEquals("GOESON", client.next().getJsonArray("data").getJsonObject(0).getString("s"));
        }
    }

    @Test
    void symbolsWithBlanksAndColonsAreOpaque() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            client.subscribe("IC MARKETS:1");
            FEED.awaitCommand("subscribe", "IC MARKETS:1");
            FEED.trade(row("IC MARKETS:1", 1.0871, 1000, 0));
            JsonObject trade = client.next().getJsonArray("data").getJsonObject(0);
            assertEquals("IC MARKETS:1", trade.getString("s"));
            assertEquals("1.0871", trade.get("p").toString());
        }
    }

    @Test
    void symbolThatFinnhubRefusesIsReportedInFinnhubsFormat() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            FEED.refuseToCarry("OVERPLAIN");
            client.subscribe("OVERPLAIN");
            JsonObject error = client.next();
            assertEquals(Set.of("msg", "type"), error.keySet());
            assertTrue(error.getString("msg").startsWith("Subscribing to too many symbols"), error::toString);
        }
    }
}
