package stockchart.startup;

import java.net.URI;
import stockchart.hub.FeedStatus;

/** What whoever has started the server is told once it serves: where, and whether there are prices. Pure functions. */
final class ReadyLine {
    private ReadyLine() {}

    /** @param page where the page is, as this machine reaches it */
    static String of(URI page, FeedStatus feed) {
        String ready = "stock-chart is ready at " + page.toString().replace("//127.0.0.1", "//localhost");
        if (feed.simulated()) {
            return ready + " with simulated prices; FINNHUB_TOKEN makes them real";
        }
        return switch (feed.state()) {
            case REFUSED -> ready + ", but there are no prices: Finnhub does not accept the API key, please check FINNHUB_TOKEN";
            case DOWN -> ready + ", but there are no prices: Finnhub is not reached, which is tried again and again";
            default -> ready;
        };
    }
}
