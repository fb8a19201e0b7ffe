package stockchart.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh browser profile with one page for each test, and the words by which a reader finds things on it. When a test fails, a
 * screenshot and the document are kept, and with {@code -Dit.trace=true} a trace of all its steps, which costs two fifths of the
 * time of all page tests; when it succeeds, the page must have had nothing to complain of. Test thread only.
 */
public final class Browsing implements BeforeEachCallback, AfterEachCallback {
    /** The browser's own error for a network that tests disable. */
    private static final String NETWORK = "(?s)(Failed to load resource|WebSocket connection to).*";

    private static final boolean IS_TRACED = Boolean.getBoolean("it.trace");

    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @Override
    public void beforeEach(ExtensionContext test) {
        if (browser == null) {
            browser = Chromium.launch();
        }
        complaints.clear();
        context = browser.newContext();
        if (IS_TRACED) {
            context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        }
        page = context.newPage();
        page.onConsoleMessage(this::onMessage);
        page.onPageError(complaints::add);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        boolean failed = test.getExecutionException().isPresent() || !complaints.isEmpty();
        if (failed) {
            String name = test.getRequiredTestClass().getSimpleName() + "-" + test.getRequiredTestMethod().getName();
            Path folder = Path.of(System.getProperty("it.output"));
            page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
            keep(folder.resolve(name + ".html"), page.content());
            if (IS_TRACED) {
                context.tracing().stop(new Tracing.StopOptions().setPath(folder.resolve(name + ".zip")));
            }
        }
        if (!page.isClosed()) {
            // An intercepted request that comes while the context closes would be an error of Playwright's.
            page.unrouteAll();
        }
        context.close();
        assertEquals(List.of(), complaints, "The page complained");
    }

    private static void keep(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void onMessage(ConsoleMessage message) {
        if (List.of("error", "warning").contains(message.type()) && !message.text().matches(NETWORK)) {
            complaints.add(message.text());
        }
    }

    public Page page() {
        return page;
    }

    /** Opens the page, with a symbol in its address or, if empty, without. */
    public void open(DeployedWar war, String symbol) {
        page.navigate(war.address() + (symbol.isEmpty() ? "" : "?symbol=" + symbol));
    }

    public Locator searchBox() {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search a stock, currency or crypto"));
    }

    /** The rows of the search list. */
    public Locator rows() {
        return page.getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Symbols")).getByRole(AriaRole.OPTION);
    }

    /** What the page announces of the search list. */
    public Locator searchStatus() {
        return status("Search results");
    }

    /** What the page shows of the way the prices take. */
    public Locator feedState() {
        return status("Data feed");
    }

    /** What stands where the line would be. */
    public Locator notice() {
        return status("Chart");
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    public Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** The rows of the watchlist. */
    public Locator watched() {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Symbols watched")).getByRole(AriaRole.LISTITEM);
    }

    /** What the page announces of changes of the watchlist. */
    public Locator watchlistNotice() {
        return status("Changes of the watchlist");
    }

    /** Lets the browser remember a watchlist from an earlier visit, unless it has one by now. */
    public void rememberWatchlist(String... symbols) {
        page.addInitScript("localStorage['stock-chart.watchlist'] ??= '[\"" + String.join("\",\"", symbols) + "\"]'");
    }

    public Locator price() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Price").setExact(true)).locator("#price");
    }

    public Locator chart() {
        return page.locator("#chart");
    }

    /** Waits until the chart shows so many trades of a symbol, the last one at this price, without a break. */
    public void assertLine(String symbol, int points, String lastPrice) {
        assertThat(chart()).hasAttribute("data-symbol", symbol);
        assertThat(chart()).hasAttribute("data-points", String.valueOf(points));
        assertThat(chart()).hasAttribute("data-last-price", lastPrice);
        assertThat(chart()).hasAttribute("data-gaps", "0");
    }

    private Locator status(String name) {
        return page.getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
