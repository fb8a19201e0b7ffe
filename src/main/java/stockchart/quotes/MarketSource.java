package stockchart.quotes;

import java.io.IOException;
import java.util.List;
import stockchart.market.MarketHoliday;

/** Where the market's holidays and its present state come from. Each method blocks until the answer is there. */
interface MarketSource {
    /**
     * The holidays of this year and the next, and perhaps of others.
     *
     * @throws IOException saying what was wrong, fit for a log
     * @throws IllegalStateException if the source's address is not known yet
     */
    List<MarketHoliday> holidays() throws IOException;

    /**
     * What the market does now.
     *
     * @throws IOException saying what was wrong, fit for a log
     * @throws IllegalStateException if the source's address is not known yet
     */
    MarketStatus status() throws IOException;
}
