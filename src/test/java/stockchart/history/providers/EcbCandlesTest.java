package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Coverage;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.tape.Candle;

class EcbCandlesTest extends ProviderSuite {
    private static final long DAY = Width.DAY.millis();

    @Override
    HistoryProvider provider(URI address) {
        return new EcbCandles(address, clock::nanoTime);
    }

    @Override
    Listing listing() {
        return listing("EUR/USD");
    }

    @Override
    String noCandles() {
        return "[]";
    }

    @Test
    void ratesBecomeCandlesOfOnePriceWithoutVolume() throws Exception {
        answer("[{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1.1416},"
                + "{\"date\":\"2026-06-17\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1.15}]");
        assertEquals(List.of(candle(FROM, 1.1416), candle(FROM + DAY, 1.15)),
                provider.candles(listing(), Width.DAY, FROM, FROM + 2 * DAY));
        assertEquals("/v2/rates?base=EUR&quotes=USD&providers=ecb&from=2026-06-16&to=2026-06-17", server.takeRequest().getPath());
    }

    @ParameterizedTest
    @CsvSource({"USD/JPY, USD, JPY", "GBP/EUR, GBP, EUR"})
    void anyCurrencyCanBeTheBase(String shown, String base, String quote) throws Exception {
        answer("[{\"date\":\"2026-06-16\",\"base\":\"" + base + "\",\"quote\":\"" + quote + "\",\"rate\":\"155.12\"}]");
        assertEquals(List.of(candle(FROM, 155.12)), provider.candles(listing(shown), Width.DAY, FROM, FROM + DAY));
        assertEquals(base, server.takeRequest().getRequestUrl().queryParameter("base"));
    }

    @Test
    void orderDoesNotMatter() throws IOException {
        answer("[" + rate("2026-06-17", "2") + "," + rate("2026-06-16", "1") + "]");
        assertEquals(List.of(candle(FROM, 1), candle(FROM + DAY, 2)), provider.candles(listing(), Width.DAY, FROM, FROM + 2 * DAY));
    }

    @Test
    void ratesOfOtherDatesAreLeftOut() throws IOException {
        answer("[" + rate("2026-06-15", "1") + "," + rate("2026-06-16", "2") + "," + rate("2026-06-17", "3") + "]");
        assertEquals(List.of(candle(FROM, 2)), day());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"GBP\",\"rate\":1}",
        "{\"date\":\"2026-06-16\",\"base\":\"USD\",\"quote\":\"EUR\",\"rate\":1}", "{\"date\":\"2026-06-16\",\"rate\":1}",
        "{\"date\":\"2026-06-31\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1}",
        "{\"date\":20260616,\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1}",
        "{\"date\":\"1969-12-31\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1}",
        "{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":null}",
        "{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":0}",
        "{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":-1}",
        "{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":\"NaN\"}",
        "{\"date\":\"2026-06-16\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":1e999}"})
    void ratesThatCannotBeRightAreRefused(String row) {
        answer("[" + row + "]");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void twoRatesOfADateAreRefused() {
        answer("[" + rate("2026-06-16", "1") + "," + rate("2026-06-16", "1") + "]");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void onlyDaysOfItsCurrenciesAreCovered() {
        assertEquals(Optional.of(false), provider.coverage(listing(), Width.DAY).map(Coverage::isAdjusted));
        for (Width width : List.of(Width.SECOND, Width.MINUTE, Width.HOUR)) {
            assertEquals(Optional.empty(), provider.coverage(listing(), width));
        }
        for (Listing other : List.of(listing("XAU/USD"), listing("USD/CNH"), listing("EUR/EUR"), listing("EURUSD"), listing("eur/usd"),
                listing("EUR/USD/X"), listing("BCO/USD"),
                new Listing(new Symbol("BINANCE:EURUSD"), Kind.CRYPTO, "binance", "EUR/USD", TradingDay.UTC))) {
            assertEquals(Optional.empty(), provider.coverage(other, Width.DAY), other::toString);
        }
    }

    private static Listing listing(String shown) {
        return new Listing(new Symbol("OANDA:" + shown.replace('/', '_')), Kind.FOREX, "oanda", shown, TradingDay.CURRENCIES);
    }

    private static String rate(String date, String rate) {
        return "{\"date\":\"" + date + "\",\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":" + rate + "}";
    }

    private static Candle candle(long start, double rate) {
        return new Candle(start, rate, rate, rate, rate, Double.NaN, 0);
    }
}
