package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;

/** Every slot is in use: the next symbols wait in line, are polled meanwhile, and stream in their turn. */
class SlotsIT extends OnLiveServer {
    private final List<FrameRecorder> clients = new ArrayList<>();
    private final List<FrameRecorder> holders = new ArrayList<>();

    @BeforeEach
    void occupyAllSlots() {
        war.awaitStatus("no symbol lingers", status -> status.getJsonObject("slots").getInt("used") == 0);
        for (int i = 0; i < SLOTS; i++) {
            if (i % SYMBOLS_PER_CLIENT == 0) {
                holders.add(v1());
            }
            FrameRecorder holder = holders.get(holders.size() - 1);
            holder.subscribe("SLOT" + i);
            holder.next("subscribed");
            FEED.awaitCommand("subscribe", "SLOT" + i);
        }
    }

    @AfterEach
    void leave() {
        clients.forEach(FrameRecorder::close);
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void symbolsWithoutASlotAreSentTheirPlacesAndStreamInTurn() {
        List<FrameRecorder> waiting = IntStream.range(0, 3).mapToObj(i -> v1()).toList();
        for (int i = 0; i < 3; i++) {
            waiting.get(i).subscribe("WAITS" + i);
            assertEquals("WAITS" + i, waiting.get(i).next("subscribed").getString("symbol"));
            assertTier(waiting.get(i).next("tier"), "waiting", i + 1);
        }
        JsonObject status = war.status();
        assertEquals(3, status.getInt("waiting"));
        assertEquals(SLOTS, status.getJsonObject("slots").getInt("chart"));
        for (int i = 0; i < 3; i++) {
            FEED.forgetCommands();
            holders.get(i / SYMBOLS_PER_CLIENT).unsubscribe("SLOT" + i);
            waiting.get(i).next("tier", tier -> tier.getString("tier").equals("streamed"));
            FEED.awaitCommand("subscribe", "WAITS" + i);
            FEED.trade(row("WAITS" + i, 5 + i, 1000, 1));
            assertEquals(5 + i, price(waiting.get(i).next("trade")));
        }
    }

    @Test
    void whatWaitsIsPolled() {
        long now = System.currentTimeMillis() / 1_000;
        FEED.lists().quote("POLLED", 41, now);
        FrameRecorder waiting = v1();
        waiting.subscribe("POLLED");
        JsonObject tier = waiting.next("tier", next -> next.getString("tier").equals("polled"));
        assertEquals(5_000, tier.getInt("every"));
        assertEquals(1, tier.getInt("position"));
        FrameRecorder late = v1();
        late.subscribe("POLLED");
        JsonObject known = late.next("subscribed").getJsonArray("trades").getJsonObject(0);
        assertEquals(42, known.getInt("p"));
        assertEquals(0, known.getInt("v"));
        assertEquals(1_000 * now, known.getJsonNumber("t").longValueExact());
        assertEquals(1, war.status().getInt("polled"));
    }

    @Test
    void plainClientGetsFinnhubsSentenceAndItsTradesOnceThereIsRoom() {
        FrameRecorder plain = FrameRecorder.plain(war.prices());
        clients.add(plain);
        plain.subscribe("PLAIN");
        assertTrue(plain.next().getString("msg").startsWith("Subscribing to too many symbols"));
        holders.get(0).unsubscribe("SLOT0");
        FEED.awaitCommand("unsubscribe", "SLOT0");
        FEED.awaitCommand("subscribe", "PLAIN");
        FEED.trade(row("PLAIN", 7, 1000, 1));
        assertEquals(7, price(plain.next("trade")));
    }

    @Test
    void rowGivesWayToAChart() {
        holders.get(0).send("{\"type\":\"subscribe\",\"symbol\":\"SLOT0\",\"role\":\"row\"}");
        holders.get(0).next("subscribed");
        FrameRecorder chart = v1();
        chart.subscribe("CHART");
        chart.next("subscribed");
        assertTier(holders.get(0).next("tier"), "waiting", 1);
        FEED.awaitCommand("unsubscribe", "SLOT0");
        FEED.awaitCommand("subscribe", "CHART");
        assertFalse(war.status().getJsonObject("symbols").containsKey("SLOT0"));
    }

    @Test
    void symbolThatOthersWatchNeedsNoSlot() {
        FrameRecorder joins = v1();
        joins.subscribe("SLOT0");
        assertEquals("SLOT0", joins.next("subscribed").getString("symbol"));
        FEED.trade(row("SLOT0", 3, 1000, 1));
        assertEquals(3, price(joins.next("trade")));
    }

    private FrameRecorder v1() {
        FrameRecorder client = FrameRecorder.v1(war.prices());
        clients.add(client);
        return client;
    }

    private static void assertTier(JsonObject message, String tier, int position) {
        assertEquals(tier, message.getString("tier"), message::toString);
        assertEquals(position, message.getInt("position"), message::toString);
        assertEquals("limit", message.getString("why"));
    }

    private static int price(JsonObject trades) {
        return trades.getJsonArray("data").getJsonObject(0).getInt("p");
    }
}
