package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** How much time the chart shows, and how much of it a candle holds. */
@Order(Integer.MAX_VALUE - 1)
class ChartTimesIT extends OnLiveServer {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /** Where candles of every length begin, some minutes ago. */
    private final long start = System.currentTimeMillis() / (5 * MINUTE) * 5 * MINUTE - 10 * MINUTE;

    @Test
    void aCandleHoldsAsMuchTimeAsWasChosen() {
        watchCandles("TIMEA");
        assertCandles("1 s", 10, "open 10.00, high 12.00, low 10.00, close 12.00, volume 5, trades 2");
        assertCandles("5 s", 8, "open 10.00, high 12.00, low 9.00, close 11.00, volume 10, trades 4");
        assertCandles("15 s", 6, "open 10.00, high 14.00, low 8.00, close 8.00, volume 20, trades 6");
        assertCandles("1 min", 4, "open 10.00, high 14.00, low 8.00, close 13.00, volume 30, trades 8");
        assertCandles("5 min", 2, "open 10.00, high 20.00, low 8.00, close 15.00, volume 40, trades 10");
        browsing.page().reload();
        assertCandles("5 min", 2, "open 10.00, high 20.00, low 8.00, close 15.00, volume 40, trades 10");
        assertCandles("5 s", 8, "open 10.00, high 12.00, low 9.00, close 11.00, volume 10, trades 4");
    }

    @Test
    void theLegendHasTheCandleUnderThePointer() {
        watchCandles("TIMEB");
        interval().selectOption("5 min");
        assertThat(browsing.chart()).hasAttribute("data-candles", "2");
        browsing.chart().press("Home");
        Locator legend = browsing.page().locator(".legend");
        assertThat(legend).hasText(Pattern.compile(
                ".*Open10\\.00High20\\.00Low8\\.00Close15\\.00Volume40Trades10", Pattern.DOTALL));
    }

    @Test
    void aLatePrintGoesIntoTheCandleOfItsTime() {
        watchCandles("TIMEC");
        assertCandles("1 s", 10, "open 10.00, high 12.00, low 10.00, close 12.00, volume 5, trades 2");
        FEED.trade(row("TIMEC", 30, start + 300, 3));
        assertCandles("1 s", 10, "open 10.00, high 30.00, low 10.00, close 12.00, volume 8, trades 3");
        assertCandles("5 s", 8, "open 10.00, high 30.00, low 9.00, close 11.00, volume 13, trades 5");
        assertThat(browsing.price()).hasText("16.00");
        browsing.chart().press("End");
        assertThat(browsing.chart()).hasAttribute("aria-valuetext",
                Pattern.compile(".*, open 16\\.00, high 16\\.00, low 16\\.00, close 16\\.00, volume 5, trades 1"));
        FEED.trade(row("TIMEC", 7, start + 20 * SECOND, 1));
        assertCandles("5 s", 9, "open 10.00, high 30.00, low 9.00, close 11.00, volume 13, trades 5");
    }

    @Test
    void eachRangeShowsThatMuchTime() {
        browsing.open(war, "TIMED");
        FEED.awaitCommand("subscribe", "TIMED");
        long first = System.currentTimeMillis() / MINUTE * MINUTE - 70 * MINUTE;
        long last = first + 70 * MINUTE;
        FEED.trade(IntStream.rangeClosed(0, 70).mapToObj(i -> row("TIMED", 100 + i, first + i * MINUTE, 1)).toArray(String[]::new));
        browsing.assertLine("TIMED", 71, "170");
        assertRange("1 min", last - MINUTE, last);
        assertRange("5 min", last - 5 * MINUTE, last);
        assertRange("15 min", last - 15 * MINUTE, last);
        assertRange("1 h", last - 60 * MINUTE, last);
        assertRange("All", first, last);
        assertRange("1 min", last - MINUTE, last);
        FEED.trade(row("TIMED", 171, last + SECOND, 1));
        assertShown(last + SECOND - MINUTE, last + SECOND);
    }

    @Test
    void unknownWordsOfAnAddressAreIgnored() {
        browsing.page().navigate(war.address() + "?symbol=TIMEE&range=%3Cb%3E&kind=pie&interval=7y");
        FEED.awaitCommand("subscribe", "TIMEE");
        FEED.trade(row("TIMEE", 5, start, 1), row("TIMEE", 6, start + SECOND, 1));
        browsing.assertLine("TIMEE", 2, "6");
        assertThat(browsing.chart()).hasAttribute("data-kind", "line");
        assertThat(radio("5 min")).isChecked();
        assertThat(radio("Line")).isChecked();
        assertEquals("", interval().inputValue());
    }

    /** Watches trades that each length of a candle puts together in another way, one of them without a volume. */
    private void watchCandles(String symbol) {
        browsing.page().navigate(war.address() + "?symbol=" + symbol + "&range=all&kind=candles");
        FEED.awaitCommand("subscribe", symbol);
        FEED.trade(row(symbol, 10, start, 5), row(symbol, 12, start + 500, 0), row(symbol, 9, start + SECOND, 0),
                row(symbol, 11, start + 4 * SECOND, 5), row(symbol, 14, start + 5 * SECOND, 5),
                row(symbol, 8, start + 14 * SECOND, 5), row(symbol, 10.5, start + 15 * SECOND, 5),
                row(symbol, 13, start + 59 * SECOND, 5), row(symbol, 20, start + MINUTE, 5),
                row(symbol, 15, start + 299 * SECOND, 5), row(symbol, 16, start + 300 * SECOND, 5));
        browsing.assertLine(symbol, 11, "16");
    }

    /** So many candles of this length, and the text of the first of them. */
    private void assertCandles(String length, int count, String first) {
        interval().selectOption(length);
        assertThat(browsing.chart()).hasAttribute("data-candles", String.valueOf(count));
        browsing.chart().press("Home");
        assertThat(browsing.chart()).hasAttribute("aria-valuetext", Pattern.compile(".*:00, " + first.replace(".", "\\.")));
    }

    private void assertRange(String name, long from, long to) {
        radio(name).check();
        assertShown(from, to);
    }

    private void assertShown(long from, long to) {
        assertThat(browsing.chart()).hasAttribute("data-from", String.valueOf(from));
        assertThat(browsing.chart()).hasAttribute("data-to", String.valueOf(to));
    }

    private Locator interval() {
        return browsing.page().getByLabel("Interval of a candle");
    }

    private Locator radio(String name) {
        return browsing.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
