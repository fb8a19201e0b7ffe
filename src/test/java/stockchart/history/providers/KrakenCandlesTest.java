package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import stockchart.rest.RestClient.BudgetException;
import stockchart.tape.Candle;

class KrakenCandlesTest extends ProviderSuite {
    private static final long SECONDS = FROM / 1_000;

    @Override
    HistoryProvider provider(URI address) {
        return new KrakenCandles(address, clock::nanoTime);
    }

    @Override
    Listing listing() {
        return listing("KRAKEN:XBTUSD", "Kraken");
    }

    @Override
    String noCandles() {
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":[],\"last\":0}}";
    }

    @Test
    void rowsBecomeCandlesUnderWhateverNameOfThePair() throws Exception {
        answer("{\"error\":[],\"result\":{\"XXBTZUSD\":[[1688671200,\"30306.1\",\"30306.2\",\"30305.7\",\"30305.7\",\"30306.1\",\"3.39243896\","
                + "23]],\"last\":1688671200}}");
        assertEquals(List.of(new Candle(1_688_671_200_000L, 30306.1, 30306.2, 30305.7, 30305.7, 3.39243896, 23)),
                provider.candles(listing(), Width.MINUTE, 1_688_671_200_000L, 1_688_671_260_000L));
        assertEquals("/0/public/OHLC?pair=XBTUSD&interval=1&since=1688671199", server.takeRequest().getPath());
    }

    @ParameterizedTest
    @CsvSource({"HOUR, 60", "DAY, 1440"})
    void eachWidthHasItsMinutes(Width width, String minutes) throws Exception {
        answer(result(SECONDS, row(SECONDS)));
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), width, FROM, FROM + width.millis()));
        assertEquals(minutes, server.takeRequest().getRequestUrl().queryParameter("interval"));
    }

    @Test
    void candleThatIsNotFinalIsLeftOut() throws IOException {
        answer(result(SECONDS, row(SECONDS), row(SECONDS + 60)));
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
    }

    @Test
    void intervalsWithoutATradeAreLeftOut() throws IOException {
        answer(result(SECONDS + 60, row(SECONDS).replace(",23]", ",0]"), row(SECONDS + 60)));
        assertEquals(List.of(candle(FROM + 60_000)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
    }

    /** It gives the last 720, whatever is requested. */
    @Test
    void candlesOutsideOfTheStretchAreLeftOut() throws IOException {
        answer(result(SECONDS + 600, row(SECONDS - 60), row(SECONDS), row(SECONDS + 60)));
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1781568000,\"1\",\"2\",\"1\",\"2\",\"1\",\"5\"]", "[\"1781568000\",\"1\",\"2\",\"1\",\"2\",\"1\",\"5\",23]",
        "[1781568000,\"1\",\"1\",\"2\",\"1\",\"1\",\"5\",23]", "[1781568000,\"Infinity\",\"2\",\"1\",\"2\",\"1\",\"5\",23]",
        "[1781568000,\"1\",\"2\",\"0\",\"2\",\"1\",\"5\",23]", "[1781568000,\"1\",\"2\",\"-1\",\"2\",\"1\",\"5\",23]",
        "[1781568000,\"1\",\"2\",\"1\",\"2\",\"1\",\"-5\",23]", "[1781568000,\"1\",\"2\",\"1\",\"2\",\"1\",null,23]",
        "[1781568000,\"1\",\"2\",\"1\",\"2\",\"1\",\"5\",-23]", "[1781568000,\"1\",\"2\",\"1\",\"2\",\"1\",\"5\",\"23\"]",
        "[1781568001,\"1\",\"2\",\"1\",\"2\",\"1\",\"5\",23]"})
    void rowsThatCannotBeRightAreRefused(String row) {
        answer(result(SECONDS + 86_400, row));
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void rowsOutOfOrderOrTwiceAreRefused() {
        answer(result(SECONDS + 60, row(SECONDS + 60), row(SECONDS)));
        assertThrows(BadAnswerException.class, this::minutes);
        clock.advance(Duration.ofSeconds(2));
        answer(result(SECONDS + 60, row(SECONDS), row(SECONDS)));
        assertThrows(BadAnswerException.class, this::minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":[]}", "{\"error\":[],\"result\":{}}", "{\"error\":[],\"result\":{\"last\":1}}",
        "{\"error\":[],\"result\":{\"A\":[],\"B\":[],\"last\":1}}", "{\"error\":[],\"result\":{\"A\":[]}}",
        "{\"error\":[],\"result\":{\"A\":[],\"last\":null}}", "{\"error\":[],\"result\":{\"A\":{},\"last\":1}}",
        "{\"error\":[],\"result\":[]}", "{\"error\":{},\"result\":{\"A\":[],\"last\":1}}"})
    void whatIsNoResultOfOnePairIsRefused(String json) {
        answer(json);
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void pairThatItDoesNotKnowHasNoCandles() throws IOException {
        answer("{\"error\":[\"EQuery:Unknown asset pair\"]}");
        assertEquals(List.of(), day());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EGeneral:Too many requests", "EAPI:Rate limit exceeded"})
    void tooManyRequestsAreAPause(String error) {
        answer("{\"error\":[\"" + error + "\"]}");
        assertEquals(Duration.ofSeconds(30), assertThrows(BudgetException.class, this::day).delay());
        assertEquals(Duration.ofSeconds(30), assertThrows(BudgetException.class, this::day).delay());
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void otherErrorsAreNamed() {
        answer("{\"error\":[\"EService:Unavailable\",5]}");
        String why = assertThrows(BadAnswerException.class, this::day).getMessage();
        assertTrue(why.endsWith("EService:Unavailable, 5"), why);
    }

    @Test
    void onlyItsOwnPairsAreCovered() {
        assertEquals(Optional.empty(), provider.coverage(listing(), Width.SECOND));
        assertEquals(Duration.ofMinutes(719), provider.coverage(listing(), Width.MINUTE).orElseThrow().reach());
        assertEquals(Duration.ofDays(719), provider.coverage(listing("KRAKEN:XXBTZUSD", "kraken"), Width.DAY).orElseThrow().reach());
        for (Listing other : List.of(listing("BINANCE:BTCUSDT", "binance"), listing("COINBASE:BTC-USD", "coinbase"),
                listing("KRAKEN:XBT USD", "kraken"), listing("KRAKEN:XBTUSD", "krakenfutures"))) {
            assertEquals(Optional.empty(), provider.coverage(other, Width.DAY), other::toString);
        }
    }

    private List<Candle> minutes() throws IOException {
        return provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000);
    }

    private static Listing listing(String symbol, String exchange) {
        return new Listing(new Symbol(symbol), Kind.CRYPTO, exchange, "BTC/USD", TradingDay.UTC);
    }

    private static String result(long last, String... rows) {
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":[" + String.join(",", rows) + "],\"last\":" + last + "}}";
    }

    private static String row(long start) {
        return "[" + start + ",\"1.5\",\"2\",\"1\",\"1.75\",\"1.6\",\"10.5\",23]";
    }

    private static Candle candle(long start) {
        return new Candle(start, 1.5, 2, 1, 1.75, 10.5, 23);
    }
}
