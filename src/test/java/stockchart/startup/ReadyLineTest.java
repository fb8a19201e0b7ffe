package stockchart.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import stockchart.hub.FeedStatus;
import stockchart.startup.ReadyNotice.ReadyLine;

class ReadyLineTest {
    private static final URI PAGE = URI.create("http://127.0.0.1:8080/");

    @Test
    void readyLineNamesTheAddressOfThePage() {
        assertEquals("stock-chart is ready at http://localhost:8080/", line(FeedStatus.State.LIVE, false));
        assertEquals("stock-chart is ready at http://localhost:8080/", line(FeedStatus.State.CONNECTING, false));
    }

    @Test
    void readyLineNamesSimulatedPrices() {
        assertEquals("stock-chart is ready at http://localhost:8080/ with simulated prices; FINNHUB_TOKEN makes them real",
                line(FeedStatus.State.LIVE, true));
    }

    @Test
    void readyLineNamesTheReasonForMissingPrices() {
        assertEquals("stock-chart is ready at http://localhost:8080/, but there are no prices: Finnhub does not accept the API key,"
                + " please check FINNHUB_TOKEN", line(FeedStatus.State.REFUSED, false));
        assertEquals("stock-chart is ready at http://localhost:8080/, but there are no prices: Finnhub is not reached, which is tried"
                + " again and again", line(FeedStatus.State.DOWN, false));
    }

    private static String line(FeedStatus.State state, boolean simulated) {
        return ReadyLine.of(PAGE, new FeedStatus(state, simulated, 0));
    }
}
