package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnRefusedServer;
import stockchart.testing.ScriptedFeed;

/** What a reader sees when the server's key is not taken. */
@Order(Integer.MAX_VALUE - 1)
class RefusedPageIT extends OnRefusedServer {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void aRefusedKeyIsSaidInWordsAndNotShown() {
        browsing.open(war, "AAPL");
        assertThat(browsing.feedState()).hasText("Key refused");
        assertThat(browsing.notice()).containsText("The data provider refused the API key");
        assertFalse(browsing.page().content().contains(ScriptedFeed.KEY));
    }
}
