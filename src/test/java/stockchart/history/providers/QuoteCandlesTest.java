package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestRig;
import stockchart.tape.Candle;

class QuoteCandlesTest {
    private static final Listing BERKSHIRE = listing("BRK.B", Kind.STOCK);
    private static final long DAY = Width.DAY.millis();
    /** 11:00 in New York on a Tuesday. */
    private static final String QUOTE = "{\"c\":261.74,\"d\":1.2,\"dp\":0.46,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45,\"t\":1582646400}";
    private static final long TUESDAY = LocalDate.of(2020, 2, 25).toEpochDay() * DAY;

    private final List<String> asked = new ArrayList<>();
    private String answer = QUOTE;
    private final RestClient client = RestRig.answeredBy(path -> {
        asked.add(path);
        return Optional.of(answer);
    }, 1_000, System::nanoTime);
    private final QuoteCandles quotes = new QuoteCandles(client);

    @Test
    void quoteIsTheCandleOfItsDay() throws IOException {
        assertEquals(List.of(new Candle(TUESDAY, 261.07, 263.31, 260.68, 261.74, Double.NaN, 0)), week());
        assertEquals(List.of("/quote?symbol=BRK.B"), asked);
        assertEquals(1, client.counters().requests(Purpose.HISTORY));
    }

    @Test
    void dayIsTheOneOfTheMarket() throws IOException {
        // 19:30 in New York, which is the next day in UTC.
        answer = QUOTE.replace("1582646400", "1582677000");
        assertEquals(TUESDAY, week().get(0).start());
    }

    @Test
    void quoteOfAnotherDayIsLeftOut() throws IOException {
        assertEquals(List.of(), quotes.candles(BERKSHIRE, Width.DAY, TUESDAY + DAY, TUESDAY + 2 * DAY));
        assertEquals(List.of(), quotes.candles(BERKSHIRE, Width.DAY, TUESDAY - DAY, TUESDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}",
        "{\"c\":261.74,\"h\":0,\"l\":0,\"o\":0,\"pc\":259.45,\"t\":1582646400}",
        "{\"c\":261.74,\"h\":null,\"l\":null,\"o\":null,\"pc\":259.45,\"t\":1582646400}",
        "{\"c\":261.74,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45,\"t\":0}",
        "{\"c\":261.74,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45}"})
    void quoteWithoutADayIsNoCandle(String json) throws IOException {
        answer = json;
        assertEquals(List.of(), week());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{\"error\":\"x\"}", "{\"c\":\"261\",\"h\":263,\"l\":260,\"o\":261,\"t\":1582646400}",
        "{\"c\":270,\"h\":263,\"l\":260,\"o\":261,\"t\":1582646400}", "{\"c\":261,\"h\":263,\"l\":264,\"o\":261,\"t\":1582646400}",
        "{\"c\":-1,\"h\":1,\"l\":-2,\"o\":1,\"t\":1582646400}", "{\"c\":261,\"h\":263,\"l\":260,\"o\":261,\"t\":-5}",
        "{\"c\":261,\"h\":1e999,\"l\":260,\"o\":261,\"t\":1582646400}", "{\"c\":261,\"h\":263,\"l\":260,\"t\":1582646400}",
        "{\"c\":261,\"h\":263,\"l\":260,\"o\":261,\"t\":\"now\"}"})
    void whatCannotBeAQuoteIsRefused(String json) {
        answer = json;
        assertThrows(RestClient.BadAnswerException.class, this::week);
    }

    @Test
    void onlyDaysOfStocksAreCovered() {
        assertEquals(false, quotes.coverage(BERKSHIRE, Width.DAY).orElseThrow().isAdjusted());
        for (Width width : List.of(Width.SECOND, Width.MINUTE, Width.HOUR)) {
            assertEquals(Optional.empty(), quotes.coverage(BERKSHIRE, width));
        }
        assertEquals(Optional.empty(), quotes.coverage(listing("OANDA:EUR_USD", Kind.FOREX), Width.DAY));
        assertEquals(Optional.empty(), quotes.coverage(listing("BINANCE:BTCUSDT", Kind.CRYPTO), Width.DAY));
    }

    private List<Candle> week() throws IOException {
        return quotes.candles(BERKSHIRE, Width.DAY, TUESDAY - 7 * DAY, TUESDAY + DAY);
    }

    private static Listing listing(String symbol, Kind kind) {
        return new Listing(new Symbol(symbol), kind, "US", symbol, TradingDay.NEW_YORK);
    }
}
