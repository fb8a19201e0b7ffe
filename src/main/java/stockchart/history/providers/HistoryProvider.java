package stockchart.history.providers;

import java.io.IOException;
import java.util.List;
import stockchart.rest.RestClient;

/** Has candles that were not recorded here. Any thread that may block. */
interface HistoryProvider {
    /**
     * The candles of a query, the earliest first; none if there are none.
     *
     * @throws RefusedException if the provider does not give these to us
     * @throws RestClient.BudgetException if there are or were too many requests
     * @throws IOException saying what else failed, fit for a log
     */
    List<ProvidedCandle> candles(CandleQuery query) throws IOException;
}
