package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.GoldenImage;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PlayedServer;

/** The chart as it was looked at and found right: the same prices at the same time must look the same, whatever draws the letters. */
@Order(Integer.MAX_VALUE - 1)
class GoldenChartIT extends OnLiveServer {
    private static final String LINE = "line-15-minutes-light";
    private static final String CANDLES = "candles-15-seconds-dark";
    private static final String PHONE = "line-phone-dark";
    private static final String OTHER_FONT = "document.body.style.fontFamily = 'serif';"
            + " document.dispatchEvent(new Event('themechange'));";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void theLineWithAGapInLight() {
        openWithGap(1280, 800, ColorScheme.LIGHT, "&range=15m");
        GoldenImage.assertLike(LINE, picture());
    }

    @Test
    void candlesWithAGapInDark() {
        openWithGap(1280, 800, ColorScheme.DARK, "&range=15m&kind=candles&interval=15s");
        GoldenImage.assertLike(CANDLES, picture());
    }

    @Test
    void theLineOnAPhoneInDark() {
        openWithGap(360, 740, ColorScheme.DARK, "&range=all");
        GoldenImage.assertLike(PHONE, picture());
    }

    @Test
    void anotherFontIsNoDifferenceButAnotherChartIs() {
        openWithGap(1280, 800, ColorScheme.LIGHT, "&range=15m");
        browsing.page().evaluate(OTHER_FONT);
        GoldenImage.assertLike(LINE, picture());
        openWithGap(1280, 800, ColorScheme.LIGHT, "&range=15m&kind=candles&interval=15s");
        GoldenImage.assertUnlike(LINE, picture());
        GoldenImage.assertUnlike(CANDLES, picture());
        open(1280, 800, ColorScheme.LIGHT, "&range=5m");
        GoldenImage.assertUnlike(LINE, picture());
    }

    private void open(int width, int height, ColorScheme scheme, String view) {
        Page page = browsing.page();
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE).setColorScheme(scheme));
        new PlayedServer().takeOver(page);
        browsing.open(war, "AAPL" + view);
        assertThat(browsing.chart()).hasAttribute("data-points", "240");
    }

    private void openWithGap(int width, int height, ColorScheme scheme, String view) {
        open(width, height, scheme, view);
        assertThat(browsing.chart()).hasAttribute("data-bands", Pattern.compile("feed down 2 min.*"));
    }

    /** Once what was requested has been painted. */
    private byte[] picture() {
        browsing.page().evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return browsing.chart().screenshot();
    }
}
