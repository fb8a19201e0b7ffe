package stockchart.testing;

import com.microsoft.playwright.Page;

/** The sockets of a page, within reach of the test. Test thread only. */
public final class PageSockets {
    private static final String KEEP = "window.sockets = []; const Plain = WebSocket;"
            + "window.WebSocket = class extends Plain { constructor(url, protocol) {"
            + " super(window.cutOff ? url + '-nowhere' : url, protocol); window.sockets.push(this); } };";

    private final Page page;

    /** Of a page that is going to be opened. */
    public PageSockets(Page page) {
        this.page = page;
        page.addInitScript(KEEP);
    }

    /** How many it has opened by now. */
    public int count() {
        return (int) page.evaluate("sockets.length");
    }

    /** Loses the connection: a message too big for the server makes it close. */
    public void lose() {
        page.evaluate("sockets.at(-1).send('x'.repeat(5000))");
    }

    /** From now on it finds no server, or finds it again. */
    public void cutOff(boolean isCutOff) {
        page.evaluate("isCutOff => { window.cutOff = isCutOff; }", isCutOff);
    }

    /** Gets a message as if the server had sent it. */
    public void receive(String message) {
        page.evaluate("text => sockets.at(-1).dispatchEvent(new MessageEvent('message', { data: text }))", message);
    }
}
