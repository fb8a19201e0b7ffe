package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.testing.Browsing;
import stockchart.testing.OnSimulator;

/** Finding a symbol among the hundreds that the simulator trades. */
@Order(Integer.MAX_VALUE - 1)
class FindingIT extends OnSimulator {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    @ParameterizedTest
    @CsvSource({"aple, AAPL", "telsa, TSLA", "viza, V", "euro dolar, EUR/USD", "swis franc, USD/CHF", "sonala, SOL/USDT",
        "etherium, ETH/USDT"})
    void aTypingErrorHidesNothing(String typed, String ticker) {
        browsing.open(war, "");
        browsing.searchBox().pressSequentially(typed);
        assertThat(browsing.rows().first().locator(".ticker")).hasText(ticker);
        browsing.searchBox().press("Enter");
        assertThat(browsing.heading()).containsText(ticker);
    }

    @Test
    void theSearchOpensByKeyAfterAClickOnAChoice() {
        browsing.open(war, "AAPL");
        choice("1 min").check(new Locator.CheckOptions().setForce(true));
        assertThat(choice("1 min")).isFocused();
        browsing.page().keyboard().press("/");
        assertThat(browsing.searchBox()).isFocused();
        assertThat(browsing.searchBox()).hasValue("");
        browsing.page().keyboard().press("Escape");
        choice("Candles").check(new Locator.CheckOptions().setForce(true));
        browsing.page().keyboard().type("tes");
        assertThat(browsing.searchBox()).hasValue("tes");
        assertThat(browsing.rows().first()).containsText("TSLA");
    }

    private Locator choice(String name) {
        return browsing.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
