package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.rest.RestClient.StatusException;
import stockchart.tape.Candle;

class CoinbaseCandlesTest extends ProviderSuite {
    private static final long SECONDS = FROM / 1_000;

    @Override
    HistoryProvider provider(URI address) {
        return new CoinbaseCandles(address, clock::nanoTime);
    }

    @Override
    Listing listing() {
        return listing("COINBASE:BTC-USD", "COINBASE");
    }

    @Override
    String noCandles() {
        return "[]";
    }

    /** The row of Coinbase's documentation: its order is low, high, open, close. */
    @Test
    void rowsBecomeCandles() throws Exception {
        answer("[[1415398740,0.32,4.2,0.35,4.2,12.3]]");
        assertEquals(List.of(new Candle(1_415_398_740_000L, 0.35, 4.2, 0.32, 4.2, 12.3, 0)),
                provider.candles(listing(), Width.MINUTE, 1_415_398_740_000L, 1_415_398_860_000L));
        assertEquals("/products/BTC-USD/candles?granularity=60&start=2014-11-07T22:19:00Z&end=2014-11-07T22:20:00Z",
                server.takeRequest().getPath());
    }

    @Test
    void newestComesFirstAndIntervalsMayBeMissing() throws IOException {
        answer("[" + row(SECONDS + 300) + "," + row(SECONDS + 60) + "," + row(SECONDS) + "]");
        assertEquals(List.of(candle(FROM), candle(FROM + 60_000), candle(FROM + 300_000)),
                provider.candles(listing(), Width.MINUTE, FROM, FROM + 600_000));
    }

    @ParameterizedTest
    @CsvSource({"HOUR, 3600", "DAY, 86400"})
    void eachWidthHasItsSeconds(Width width, String seconds) throws Exception {
        answer("[" + row(SECONDS) + "]");
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), width, FROM, FROM + width.millis()));
        assertEquals(seconds, server.takeRequest().getRequestUrl().queryParameter("granularity"));
    }

    /** It gives earlier ones at times, as its documentation says. */
    @Test
    void candlesBeforeTheStretchAreLeftOut() throws IOException {
        answer("[" + row(SECONDS) + "," + row(SECONDS - 60) + "]");
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1781568000,1,2,1.5,1.75]", "[\"1781568000\",1,2,1.5,1.75,10]", "[1781568000,2,1,1.5,1.75,10]",
        "[1781568000,1,2,1.5,null,10]", "[1781568000,1,2,1.5,\"NaN\",10]", "[1781568000,0,2,1.5,1.75,10]",
        "[1781568000,-1,2,1.5,1.75,10]", "[1781568000,1,2,1.5,1.75,-10]", "[1781568000,1,2,1.5,2.75,10]",
        "[1781568000,1,1e999,1.5,1.75,10]", "[1781568001,1,2,1.5,1.75,10]", "[1781568000000,1,2,1.5,1.75,10]",
        "[1781568000.5,1,2,1.5,1.75,10]"})
    void rowsThatCannotBeRightAreRefused(String row) {
        answer("[" + row + "]");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void rowsOutOfOrderOrTwiceAreRefused() {
        answer("[" + row(SECONDS) + "," + row(SECONDS + 60) + "]");
        assertThrows(BadAnswerException.class, () -> provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
        answer("[" + row(SECONDS) + "," + row(SECONDS) + "]");
        assertThrows(BadAnswerException.class, () -> provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
    }

    @Test
    void productThatItDoesNotKnowHasNoCandles() throws IOException {
        server.enqueue(new MockResponse().setResponseCode(404).setBody("{\"message\":\"NotFound\"}"));
        assertEquals(List.of(), day());
        server.enqueue(new MockResponse().setResponseCode(404).setBody("{\"message\":\"Route not found\"}"));
        assertThrows(StatusException.class, this::day);
    }

    @Test
    void onlyItsOwnProductsAreCovered() {
        assertEquals(Optional.empty(), provider.coverage(listing(), Width.SECOND));
        for (Width width : List.of(Width.MINUTE, Width.HOUR, Width.DAY)) {
            assertEquals(300, provider.coverage(listing(), width).orElseThrow().mostCandles());
            for (Listing other : List.of(listing("BINANCE:BTC-USD", "binance"), listing("KRAKEN:XXBTZUSD", "kraken"),
                    listing("COINBASE:BTCUSD", "coinbase"), listing("COINBASE:BTC-USD/../x", "coinbase"),
                    listing("COINBASE:BTC-USD", "coinbasepro"))) {
                assertEquals(Optional.empty(), provider.coverage(other, width), other::toString);
            }
        }
    }

    private static Listing listing(String symbol, String exchange) {
        return new Listing(new Symbol(symbol), Kind.CRYPTO, exchange, "BTC/USD", TradingDay.UTC);
    }

    private static String row(long start) {
        return "[" + start + ",1,2,1.5,1.75,10.5]";
    }

    private static Candle candle(long start) {
        return new Candle(start, 1.5, 2, 1, 1.75, 10.5, 0);
    }
}
