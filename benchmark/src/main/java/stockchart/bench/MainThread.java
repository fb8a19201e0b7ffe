package stockchart.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a page's main thread did for longest without a pause, by Chromium's own trace; times in milliseconds.
 *
 * @param processor the most processor time that a task took
 * @param clock the longest task by the clock: more where the machine was busy with others, such as the server and the browser's
 *     other processes
 */
record MainThread(double processor, double clock) {
    private static final double MICROS = 1_000;
    private static final List<String> CATEGORIES = List.of("__metadata", "v8", "devtools.timeline",
            "disabled-by-default-devtools.timeline");

    /**
     * Watches it during an action. What is done until a page's scripts have started, if they do meanwhile, does not count.
     *
     * @param trace the file to keep the trace in
     */
    static MainThread during(Browser browser, Page page, Path trace, Runnable action) {
        browser.startTracing(page, new Browser.StartTracingOptions().setCategories(CATEGORIES).setPath(trace));
        action.run();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(browser.stopTracing()))) {
            return of(reader.readObject().getJsonArray("traceEvents"), page.evaluate("location.origin").toString());
        }
    }

    /** What was measured when, with what has to hold. */
    String finding(String when) {
        return new Finding("processor time of the main thread's longest task " + when, processor, " ms", OnPage.FRAME_MILLIS,
                OnPage.FRAME_MILLIS) + String.format(Locale.ROOT, " (longest by the clock %.1f ms)", clock);
    }

    private static MainThread of(JsonArray trace, String origin) {
        List<JsonObject> events = trace.getValuesAs(JsonValue::asJsonObject);
        List<String> threads = events.stream().filter(event -> named(event, "thread_name"))
                .filter(event -> event.getJsonObject("args").getString("name", "").equals("CrRendererMain"))
                .map(MainThread::thread).filter(thread -> runsScriptsOf(origin, thread, events)).toList();
        List<JsonObject> own = events.stream().filter(event -> threads.contains(thread(event))).toList();
        if (own.isEmpty()) {
            throw new IllegalStateException("The trace holds no function of the page");
        }
        double started = own.stream().filter(event -> named(event, "v8.evaluateModule"))
                .mapToDouble(event -> number(event, "ts") + number(event, "dur")).max().orElse(0);
        List<JsonObject> tasks = own.stream().filter(event -> named(event, "RunTask") && number(event, "ts") > started).toList();
        return new MainThread(longest(tasks, "tdur"), longest(tasks, "dur"));
    }

    /** Chromium may have pages of its own, such as that of a new tab. */
    private static boolean runsScriptsOf(String origin, String thread, List<JsonObject> events) {
        return events.stream().filter(event -> named(event, "FunctionCall") && thread(event).equals(thread))
                .map(event -> event.getJsonObject("args").getJsonObject("data"))
                .anyMatch(call -> call != null && call.getString("url", "").startsWith(origin));
    }

    private static double longest(List<JsonObject> tasks, String key) {
        return tasks.stream().mapToDouble(task -> number(task, key) / MICROS).max()
                .orElseThrow(() -> new IllegalStateException("The trace holds no task of the page"));
    }

    private static boolean named(JsonObject event, String name) {
        return event.getString("name", "").equals(name);
    }

    private static String thread(JsonObject event) {
        return event.getInt("pid") + ":" + event.getInt("tid");
    }

    private static double number(JsonObject event, String key) {
        return event.containsKey(key) ? event.getJsonNumber(key).doubleValue() : 0;
    }
}
