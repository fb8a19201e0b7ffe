package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnSimulator;

/** As many symbols as the server lets a page hold. */
@Order(Integer.MAX_VALUE - 1)
class FullWatchlistIT extends OnSimulator {
    /** Symbols that are traded every second or so. */
    private static final String[] ALL = {
        "AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "META", "OANDA:EUR_USD", "BINANCE:BTCUSDT", "BINANCE:ETHUSDT", "BINANCE:SOLUSDT",
        "SPY", "QQQ", "BINANCE:XRPUSDT", "PLTR", "BINANCE:DOGEUSDT", "BINANCE:BNBUSDT", "AMD", "OANDA:USD_JPY", "TQQQ",
        "OANDA:XAU_USD", "OANDA:GBP_USD", "INTC", "BINANCE:BTCUSDC", "BINANCE:ADAUSDT", "SQQQ"};

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void allSymbolsHavePricesAtOnce() {
        browsing.rememberWatchlist(ALL);
        browsing.open(war, "MSFT");
        assertThat(browsing.page().getByText("25 of 25")).isVisible();
        assertThat(browsing.watched()).hasCount(ALL.length);
        assertThat(browsing.watched().locator(".last")).hasText(prices());
    }

    @Test
    void fullListShowsANoticeInsteadOfAddingASymbol() {
        browsing.rememberWatchlist(ALL);
        browsing.open(war, "TSLA");
        browsing.button("Watch TSLA").click();
        assertThat(browsing.watchlistNotice()).hasText("The watchlist is full: it holds 25 symbols. Remove one to add TSLA.");
        assertThat(browsing.watched()).hasCount(ALL.length);
        assertThat(browsing.watched().locator(".last")).hasText(prices());
        browsing.watched().first().hover();
        browsing.button("Remove AAPL from the watchlist").click();
        browsing.button("Watch TSLA").click();
        assertThat(browsing.watched().last()).containsText("TSLA");
        assertThat(browsing.watched().locator(".last")).hasText(prices());
    }

    /** A price in every row. */
    private static Pattern[] prices() {
        Pattern[] prices = new Pattern[ALL.length];
        Arrays.fill(prices, Pattern.compile("[\\d,]+\\.\\d+"));
        return prices;
    }
}
