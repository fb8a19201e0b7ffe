package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnSimulator;

/** What a new user does first: start it without a key, open the page, type "apple". */
@Order(Integer.MAX_VALUE - 1)
class SimulatedPageIT extends OnSimulator {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void typingAppleAndEnterShowsItsPriceMove() {
        browsing.open(war, "");
        assertThat(browsing.notice()).containsText("Which price would you like to watch?");
        browsing.searchBox().fill("apple");
        assertThat(browsing.rows().first()).containsText("AAPL");
        browsing.searchBox().press("Enter");
        assertThat(browsing.heading()).containsText("AAPL");
        assertThat(browsing.price()).hasText(Pattern.compile("\\d+\\.\\d\\d"));
        String first = browsing.price().textContent();
        assertThat(browsing.price()).not().hasText(first);
        assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
    }

    @Test
    void pageShowsThatTheDataIsSimulated() {
        browsing.open(war, "AAPL");
        assertThat(browsing.feedState()).hasText("Simulated data · live");
        assertThat(browsing.page().getByText("Prices are made up by the built-in simulator")).isVisible();
    }

    @Test
    void typosAndCurrencyNamesAreForgiven() {
        browsing.open(war, "");
        browsing.searchBox().fill("microsft");
        assertThat(browsing.rows().first()).containsText("MSFT");
        browsing.searchBox().fill("nvdia");
        assertThat(browsing.rows().first()).containsText("NVDA");
        browsing.searchBox().fill("euro dollar");
        assertThat(browsing.rows().first()).containsText("EUR/USD");
        browsing.searchBox().fill("eurusd");
        assertThat(browsing.rows().first()).containsText("EUR/USD");
    }

    @Test
    void anExactTickerIsTheFirstRow() {
        browsing.open(war, "");
        for (String ticker : new String[] {"F", "T", "AAPL", "NVDA"}) {
            browsing.searchBox().fill(ticker.toLowerCase(Locale.ROOT));
            assertThat(browsing.rows().first().locator(".ticker")).hasText(ticker);
        }
    }
}
