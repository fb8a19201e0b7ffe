package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.MarketHours;
import stockchart.market.MarketHours.Holiday.Hours;
import stockchart.rest.RestClient;

class ReferenceCodecTest {
    @Test
    void quoteIsReadAsFinnhubWritesIt() throws IOException {
        String json = "{\"c\":261.74,\"d\":1.2,\"dp\":0.46,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45,"
                + "\"t\":1582641000}";
        assertEquals(Optional.of(new Quote(261.74, 259.45, Quote.DayFigures.of(261.07, 263.31, 260.68), 1_582_641_000_000L)),
                ReferenceCodec.quote(body(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"o\":0,\"h\":0,\"l\":0", ",\"o\":5,\"h\":4,\"l\":3", ",\"o\":5,\"h\":6", ",\"o\":5,\"h\":1e999,\"l\":3",
        ",\"o\":\"5\",\"h\":6,\"l\":3", ",\"o\":null,\"h\":null,\"l\":null"})
    void figuresThatCannotBeThoseOfADayAreNone(String figures) throws IOException {
        assertEquals(Optional.empty(), ReferenceCodec.quote(body("{\"c\":5,\"pc\":6" + figures + "}")).orElseThrow().day());
    }

    @Test
    void quoteOfZerosIsNone() throws IOException {
        String json = "{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}";
        assertEquals(Optional.empty(), ReferenceCodec.quote(body(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"c\":5}", "{\"c\":5,\"pc\":0}", "{\"c\":5,\"pc\":null}", "{\"c\":5,\"pc\":\"6\"}"})
    void priceWithoutACloseIsAQuoteAllTheSame(String json) throws IOException {
        assertEquals(Optional.of(new Quote(5, 0, Optional.empty(), 0)), ReferenceCodec.quote(body(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"c\":null,\"pc\":5}", "{\"c\":5,\"pc\":1e999}", "{\"c\":1e999,\"pc\":5}"})
    void objectWithoutAPriceIsNoQuote(String json) {
        assertThrows(RestClient.BadAnswerException.class, () -> ReferenceCodec.quote(body(json)));
    }

    @Test
    void objectWithAnErrorIsNoQuote() {
        String json = "{\"error\":\"API limit reached.\"}";
        assertEquals("an error instead of a quote: \"API limit reached.\"",
                assertThrows(RestClient.BadAnswerException.class, () -> ReferenceCodec.quote(body(json))).getMessage());
    }

    @Test
    void timeThatIsNoneIsLeftAtZero() throws IOException {
        for (String time : List.of("-1", "1e300", "\"now\"", "null", "253402300800")) {
            assertEquals(0, ReferenceCodec.quote(body("{\"c\":5,\"pc\":6,\"t\":" + time + "}")).orElseThrow().time(), time);
        }
    }

    @Test
    void holidaysAreReadAsFinnhubWritesThem() throws IOException {
        String json = "{\"data\":[{\"eventName\":\"Christmas\",\"atDate\":\"2023-12-25\",\"tradingHour\":\"\"},"
                + "{\"eventName\":\"Independence Day\",\"atDate\":\"2023-07-03\",\"tradingHour\":\"09:30-13:00\"}],"
                + "\"exchange\":\"US\",\"timezone\":\"America/New_York\"}";
        assertEquals(List.of(MarketHours.Holiday.closed(LocalDate.of(2023, 12, 25), "Christmas"),
                new MarketHours.Holiday(LocalDate.of(2023, 7, 3), "Independence Day",
                        Optional.of(new Hours(LocalTime.of(9, 30), LocalTime.of(13, 0))))), ReferenceCodec.holidays(body(json)));
    }

    @Test
    void rowThatCannotBeReadIsLeftOut() throws IOException {
        String json = "{\"data\":[1,null,{},{\"atDate\":\"soon\"},{\"atDate\":20231225},"
                + "{\"atDate\":\"2023-12-22\",\"tradingHour\":\"13:00\"},"
                + "{\"atDate\":\"2023-12-22\",\"tradingHour\":\"13:00-09:30\"},"
                + "{\"atDate\":\"2023-12-22\",\"tradingHour\":\"a-b\"},{\"atDate\":\"2023-12-25\"}]}";
        assertEquals(List.of(MarketHours.Holiday.closed(LocalDate.of(2023, 12, 25), "Holiday")), ReferenceCodec.holidays(body(json)));
    }

    @Test
    void statusIsReadAsFinnhubWritesIt() throws IOException {
        String json = "{\"exchange\":\"US\",\"holiday\":null,\"isOpen\":false,\"session\":\"pre-market\","
                + "\"timezone\":\"America/New_York\",\"t\":1697018041}";
        assertEquals(new MarketWatch.Status(Optional.of("pre-market"), Optional.empty(), 1_697_018_041_000L),
                ReferenceCodec.status(body(json)));
        assertEquals(new MarketWatch.Status(Optional.empty(), Optional.of("Christmas"), 0),
                ReferenceCodec.status(body("{\"session\":null,\"holiday\":\"Christmas\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "\"x\"", "{", "{\"c\":", "<html>", "API limit reached", "null",
        "{\"c\":5,\"pc\":6,\"data\":[],\"session\":null}<html>", "{\"c\":5,\"pc\":6,\"data\":[],\"session\":null}{}"})
    void anythingButAnObjectIsRefused(String text) {
        assertThrows(IOException.class, () -> ReferenceCodec.quote(body(text)));
        assertThrows(IOException.class, () -> ReferenceCodec.holidays(body(text)));
        assertThrows(IOException.class, () -> ReferenceCodec.status(body(text)));
    }

    @Test
    void objectWithoutWhatCountsIsRefused() {
        assertThrows(IOException.class, () -> ReferenceCodec.holidays(body("{\"error\":\"no\"}")));
        assertThrows(IOException.class, () -> ReferenceCodec.status(body("{\"error\":\"no\"}")));
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(IOException.class, () -> ReferenceCodec.quote(body("{\"c\":" + "[".repeat(5_000))));
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
