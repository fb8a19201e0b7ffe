package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.regex.Pattern;
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
    void withoutListTheReasonIsShownAndAnExactSymbolOpens() {
        browsing.open(war, "");
        assertThat(browsing.notice()).containsText("The data provider refused the API key");
        browsing.searchBox().fill("tsla");
        assertThat(browsing.rows().last()).hasText("Open TSLA");
        assertThat(browsing.searchStatus()).containsText("type the exact symbol and press Enter");
        browsing.searchBox().press("Enter");
        assertThat(browsing.page()).hasURL(Pattern.compile("\\?symbol=TSLA$"));
        assertThat(browsing.heading()).containsText("TSLA");
        assertThat(browsing.searchStatus()).hasText("TSLA chosen");
    }

    @Test
    void refusedKeyIsExplainedAndNotShown() {
        browsing.open(war, "AAPL");
        assertThat(browsing.feedState()).hasText("Key refused");
        assertThat(browsing.notice()).containsText("The data provider refused the API key");
        assertFalse(browsing.page().content().contains(ScriptedFeed.KEY));
    }
}
