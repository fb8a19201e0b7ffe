package stockchart.bench;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;

/** How soon the page answers a key in its search box when there are 30,000 symbols, and for how long it does nothing else. */
final class SearchBox {
    /** So many are offered. */
    static final int SYMBOLS = 30_000;

    private static final double BAR_MILLIS = 50;
    private static final double PAUSE_MILLIS = 90;
    /** Beginnings, whole words, several words, and typing errors that only forgiving finds: a hundred keys. */
    private static final List<String> TYPED = List.of("apple", "holdings", "microsft", "usd", "solar nova", "untied",
            "quantum star", "a", "inc", "tecnologies", "eur/usd", "first cap", "bitcion", "zzzz", "pacific m");

    /** Notes the time from a key to the first frame with other options. */
    private static final String WATCH = "() => { window.waits = []; let since; const box = document.getElementById('search-box');"
            + " box.addEventListener('keydown', (event) => { since ??= event.timeStamp; }, true);"
            + " new MutationObserver(() => { if (since === undefined) return; const from = since; since = undefined;"
            + "   requestAnimationFrame(() => window.waits.push(performance.now() - from)); })"
            + " .observe(document.getElementById('search-list'), { childList: true, subtree: true }); }";

    private SearchBox() {}

    static void measure(OnPage rig) {
        try (Page page = rig.chromium().newPage()) {
            awaitList(page, rig.address());
            MainThread loading = rig.mainThread(page, "list", () -> {
                page.navigate(rig.address());
                page.locator("#search-box").focus();
                page.locator("#search-list li").first().waitFor();
            });
            page.evaluate(WATCH);
            MainThread typing = rig.mainThread(page, "typing", () -> TYPED.forEach(words -> type(page, words)));
            double[] waits = ((List<?>) page.evaluate("window.waits")).stream().mapToDouble(wait -> ((Number) wait).doubleValue())
                    .sorted().toArray();
            System.out.printf(Locale.ROOT, "%nPage: search among %,d symbols, %d keys: p50 %.1f ms, worst %.1f ms%n", SYMBOLS,
                    waits.length, OnPage.quantile(waits, 0.5), OnPage.quantile(waits, 1));
            System.out.println(new Finding("p95 from a key to the frame with its options", OnPage.quantile(waits, 0.95), " ms",
                    BAR_MILLIS, BAR_MILLIS));
            System.out.println(typing.finding("while keys are typed"));
            System.out.println(loading.finding("while the list loads, the start of the page's scripts left out"));
        }
    }

    /** The server fetches its list after it is ready. */
    private static void awaitList(Page page, String address) {
        page.navigate(address);
        page.waitForCondition(() -> page.evaluate("fetch('api/symbols').then(answer => answer.ok ? answer.json() : [])"
                + ".then(list => list.length)") instanceof Integer count && count >= SYMBOLS);
    }

    private static void type(Page page, String words) {
        page.locator("#search-box").fill("");
        page.locator("#search-box").pressSequentially(words, new Locator.PressSequentiallyOptions().setDelay(PAUSE_MILLIS));
    }
}
