package stockchart.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import jakarta.json.JsonObject;
import java.time.Duration;

/** A page and a program that watch the same symbol and stay, whatever happens to the feed. Test thread only. */
public final class Watchers implements AutoCloseable {
    private static final long NOON = 1_700_000_000_000L;

    private final ScriptedFeed feed;
    private final DeployedWar war;
    private final Browsing browsing;
    private final String symbol;
    private final FrameRecorder program;

    /** Both watch when this returns, and the feed has subscribed to the symbol. */
    public Watchers(ScriptedFeed feed, DeployedWar war, Browsing browsing, String symbol) {
        this.feed = feed;
        this.war = war;
        this.browsing = browsing;
        this.symbol = symbol;
        this.program = FrameRecorder.v1(war.prices());
        browsing.open(war, symbol);
        program.subscribe(symbol);
        program.next("subscribed");
        war.awaitStatus("two watch " + symbol, status -> status.getJsonObject("symbols").getInt(symbol, 0) == 2);
        feed.awaitCommand("subscribe", symbol);
    }

    /** The program of the two. */
    public FrameRecorder program() {
        return program;
    }

    /** Waits until the feed's state is this one in the status and as text on the page. */
    public void awaitState(String state, String words) {
        awaitState(state, words, Eventually.CEILING);
    }

    /** As {@link #awaitState(String, String)}, for what takes longer by design. */
    public void awaitState(String state, String words, Duration ceiling) {
        Eventually.see("the feed is " + state, ceiling, war::status, status -> status.getString("feed").equals(state));
        assertThat(browsing.feedState()).hasText(words, new HasTextOptions().setTimeout(Eventually.CEILING.toMillis()));
    }

    /** Sends the symbol's n-th trade, at a price of n, which must reach both without any lost or doubled before it. */
    public void assertFlows(int n) {
        feed.trade(ScriptedFeed.row(symbol, n, NOON + n * 1_000L, 1));
        JsonObject trade = program.next("trade");
        assertEquals(n, trade.getInt("seq"));
        assertEquals(n, trade.getJsonArray("data").getJsonObject(0).getInt("p"));
        assertFalse(trade.containsKey("missed"));
        assertThat(browsing.chart()).hasAttribute("data-points", String.valueOf(n));
        assertThat(browsing.price()).hasText(n + ".00");
    }

    @Override
    public void close() {
        program.close();
    }
}
