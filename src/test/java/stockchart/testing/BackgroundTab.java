package stockchart.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import java.util.HashMap;
import java.util.Map;

/**
 * A tab of the browser that other tabs can really hide. Playwright's own pages are always visible, because it has each of them
 * believe that it has the focus; this one is driven by the browser's own protocol. Test thread only.
 */
public final class BackgroundTab implements AutoCloseable {
    private static final String MESSAGE = "Target.receivedMessageFromTarget";

    private final CDPSession browser;
    private final String target;
    private final String session;
    /** The answers of the tab by the number of their question; filled while the test waits for the browser. */
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private int asked;

    /** Opens an address in front, after a script of the test's own. */
    public BackgroundTab(Browser browser, String address, String script) {
        this.browser = browser.newBrowserCDPSession();
        this.browser.on(MESSAGE, this::receive);
        target = open();
        session = this.browser.send("Target.attachToTarget", fields("targetId", target)).get("sessionId").getAsString();
        ask("Page.enable", new JsonObject());
        ask("Page.addScriptToEvaluateOnNewDocument", fields("source", script));
        ask("Page.navigate", fields("url", address));
    }

    /** Opens another tab in front of this one. */
    public void hide() {
        open();
        Eventually.see("the tab is hidden", () -> evaluate("document.visibilityState"), "hidden"::equals);
    }

    public void show() {
        browser.send("Target.activateTarget", fields("targetId", target));
        Eventually.see("the tab is shown", () -> evaluate("document.visibilityState"), "visible"::equals);
    }

    /** The value of an expression, as text. */
    public String evaluate(String expression) {
        JsonObject result = ask("Runtime.evaluate", fields("expression", "String(" + expression + ")")).getAsJsonObject("result");
        return result.getAsJsonObject("result").get("value").getAsString();
    }

    @Override
    public void close() {
        browser.send("Target.closeTarget", fields("targetId", target));
        browser.detach();
    }

    private String open() {
        return browser.send("Target.createTarget", fields("url", "about:blank")).get("targetId").getAsString();
    }

    private JsonObject ask(String method, JsonObject parameters) {
        asked++;
        int number = asked;
        JsonObject question = fields("method", method);
        question.addProperty("id", number);
        question.add("params", parameters);
        JsonObject envelope = fields("message", question.toString());
        envelope.addProperty("sessionId", session);
        browser.send("Target.sendMessageToTarget", envelope);
        return Eventually.see("an answer to " + method, () -> {
            // Events are delivered only during a call.
            browser.send("Browser.getVersion");
            return answers.get(number);
        }, answer -> answer != null);
    }

    private void receive(JsonObject event) {
        JsonObject message = JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
        if (message.has("id")) {
            answers.put(message.get("id").getAsInt(), message);
        }
    }

    private static JsonObject fields(String name, String value) {
        JsonObject fields = new JsonObject();
        fields.addProperty(name, value);
        return fields;
    }
}
