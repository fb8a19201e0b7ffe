package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;

/** A client that watches a symbol of its own while others go beyond their limits, and must not notice. Test thread only. */
public final class Bystander {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final long START = 1_700_000_000_000L;

    private final FrameRecorder client;
    private final ScriptedFeed feed;
    private final String symbol = "BYSTANDER" + NEXT.incrementAndGet();
    private int price;

    /** Its symbol is subscribed to upstream when this returns. */
    public Bystander(FrameRecorder client, ScriptedFeed feed) {
        this.client = client;
        this.feed = feed;
        client.subscribe(symbol);
        client.next("subscribed");
        feed.awaitCommand("subscribe", symbol);
    }

    /** What it watches. */
    public String symbol() {
        return symbol;
    }

    /** A trade that comes now must reach it, and be the next that does. */
    public void assertServed() {
        price++;
        feed.trade(ScriptedFeed.row(symbol, price, START + price, 1));
        assertEquals(price, client.next("trade").getJsonArray("data").getJsonObject(0).getInt("p"));
    }
}
