package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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

class BinanceCandlesTest extends ProviderSuite {
    @Override
    HistoryProvider provider(URI address) {
        return new BinanceCandles(address, clock::nanoTime);
    }

    @Override
    Listing listing() {
        return listing("BINANCE:BTCUSDT", "Binance");
    }

    @Override
    String noCandles() {
        return "[]";
    }

    /** The row of Binance's documentation. */
    @Test
    void rowsBecomeCandles() throws Exception {
        answer("[[1499040000000,\"0.01634790\",\"0.80000000\",\"0.01575800\",\"0.01577100\",\"148976.11427815\",1499644799999,"
                + "\"2434.19055334\",308,\"1756.87402397\",\"28.46694368\",\"17928899.62484339\"]]");
        assertEquals(List.of(new Candle(1_499_040_000_000L, 0.0163479, 0.8, 0.015758, 0.015771, 148976.11427815, 308)),
                provider.candles(listing(), Width.DAY, 1_499_040_000_000L, 1_499_644_800_000L));
        assertEquals("/api/v3/klines?symbol=BTCUSDT&interval=1d&startTime=1499040000000&endTime=1499644799999&limit=1000",
                server.takeRequest().getPath());
    }

    @ParameterizedTest
    @CsvSource({"SECOND, 1s", "MINUTE, 1m", "HOUR, 1h"})
    void eachWidthHasItsName(Width width, String name) throws Exception {
        answer("[" + row(FROM) + "," + row(FROM + width.millis()) + "]");
        assertEquals(List.of(candle(FROM), candle(FROM + width.millis())),
                provider.candles(listing(), width, FROM, FROM + 2 * width.millis()));
        assertEquals(name, server.takeRequest().getRequestUrl().queryParameter("interval"));
    }

    @Test
    void intervalsWithoutATradeAreLeftOut() throws IOException {
        answer("[" + row(FROM).replace(",308", ",0") + "," + row(FROM + 60_000) + "]");
        assertEquals(List.of(candle(FROM + 60_000)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
    }

    @Test
    void candlesOutsideOfTheStretchAreLeftOut() throws IOException {
        answer("[" + row(FROM - 60_000) + "," + row(FROM) + "," + row(FROM + 60_000) + "]");
        assertEquals(List.of(candle(FROM)), provider.candles(listing(), Width.MINUTE, FROM, FROM + 60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1781568000000,\"1\",\"2\"]", "[\"1781568000000\",\"1\",\"2\",\"1\",\"2\",\"5\",0,\"0\",308]",
        "[1781568000000,\"NaN\",\"2\",\"1\",\"2\",\"5\",0,\"0\",308]", "[1781568000000,\"1\",\"1\",\"2\",\"1\",\"5\",0,\"0\",308]",
        "[1781568000000,\"0\",\"2\",\"0\",\"2\",\"5\",0,\"0\",308]", "[1781568000000,\"1\",\"2\",\"-1\",\"2\",\"5\",0,\"0\",308]",
        "[1781568000000,\"1\",\"2\",\"1\",\"2\",\"-5\",0,\"0\",308]", "[1781568000000,\"1\",\"2\",\"1\",\"2\",null,0,\"0\",308]",
        "[1781568000000,\"1\",\"2\",\"1\",\"2\",\"5\",0,\"0\",-1]", "[1781568000000,\"1\",\"2\",\"1\",\"2\",\"5\",0,\"0\",0.5]",
        "[1781568000001,\"1\",\"2\",\"1\",\"2\",\"5\",0,\"0\",308]", "[1781568000000000,\"1\",\"2\",\"1\",\"2\",\"5\",0,\"0\",308]"})
    void rowsThatCannotBeRightAreRefused(String row) {
        answer("[" + row + "]");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void rowsOutOfOrderOrTwiceAreRefused() {
        answer("[" + row(FROM + 60_000) + "," + row(FROM) + "]");
        assertThrows(BadAnswerException.class, () -> provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
        answer("[" + row(FROM) + "," + row(FROM) + "]");
        assertThrows(BadAnswerException.class, () -> provider.candles(listing(), Width.MINUTE, FROM, FROM + 120_000));
    }

    @Test
    void pairThatItDoesNotKnowHasNoCandles() throws IOException {
        server.enqueue(new MockResponse().setResponseCode(400).setBody("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        assertEquals(List.of(), day());
        server.enqueue(new MockResponse().setResponseCode(400).setBody("{\"code\":-1100,\"msg\":\"Illegal characters found.\"}"));
        assertThrows(StatusException.class, this::day);
        server.enqueue(new MockResponse().setResponseCode(400).setBody("{\"code\":-1121"));
        assertThrows(StatusException.class, this::day);
    }

    @Test
    void onlyItsOwnPairsAreCovered() {
        assertEquals(Duration.ofHours(1), provider.coverage(listing(), Width.SECOND).orElseThrow().reach());
        for (Width width : Width.values()) {
            assertEquals(1_000, provider.coverage(listing("BINANCE:1INCHBTC", "binance"), width).orElseThrow().mostCandles());
            assertEquals(false, provider.coverage(listing(), width).orElseThrow().isAdjusted());
            for (Listing other : List.of(listing("COINBASE:BTC-USD", "coinbase"), listing("KRAKEN:XXBTZUSD", "kraken"),
                    listing("BINANCE:BTCUSDT", "BinanceUS"), listing("BINANCEUS:BTCUSDT", "binance"), listing("BTCUSDT", "binance"),
                    listing("BINANCE:BTC&x=y", "binance"), listing("BINANCE:", "binance"),
                    new Listing(new Symbol("BINANCE:BTCUSDT"), Kind.FOREX, "binance", "BTC/USDT", TradingDay.UTC))) {
                assertEquals(Optional.empty(), provider.coverage(other, width), other::toString);
            }
        }
    }

    private static Listing listing(String symbol, String exchange) {
        return new Listing(new Symbol(symbol), Kind.CRYPTO, exchange, "BTC/USDT", TradingDay.UTC);
    }

    private static String row(long start) {
        return "[" + start + ",\"1.5\",\"2\",\"1\",\"1.75\",\"10.5\"," + (start + 1) + ",\"0\",308,\"0\",\"0\",\"0\"]";
    }

    private static Candle candle(long start) {
        return new Candle(start, 1.5, 2, 1, 1.75, 10.5, 308);
    }
}
