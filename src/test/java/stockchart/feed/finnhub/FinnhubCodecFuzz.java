package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint.About;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Malformed;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Other;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.Fuzzed;
import stockchart.testing.PlainReading;

/**
 * Whatever the feed sends, the codec reads what {@link PlainReading} reads, and so does the scanner, whatever it remembers of the
 * message before. Neither throws.
 */
class FinnhubCodecFuzz {
    @MethodSource("frames")
    @DictionaryEntries({"{\"data\":[", "],\"type\":\"trade\"}", "{\"type\":\"ping\"}", "\"error\"", "\"msg\":",
        "\"p\":", "\"s\":", "\"t\":", "\"v\":", "\"c\":[", "null", "true", "\\u0041", "\\\"", "1e-5", "E+2", "-0.0",
        "1672348887195", "253402300799999", "AAPL", "OANDA:EUR_USD", "IC MARKETS:1", "too many symbols"})
    @FuzzTest
    void isReadAsByThePlainReading(@NotNull @WithUtf8Length(max = 1_000) String before,
            @NotNull @WithUtf8Length(max = 4_000) String text) {
        Fuzzed.run(List.of(before, text), () -> {
            FeedFrame expected = expected(text);
            assertSame(expected, FinnhubCodec.decode(text));
            FastTradeParser scanner = new FastTradeParser();
            assertSame(expected(before), scanner.decode(before));
            assertSame(expected, scanner.decode(text));
            assertSame(expected, scanner.decode(text));
        });
    }

    /** A frame as captured, and after it each of the others. */
    static Stream<Arguments> frames() {
        return texts().map(text -> Arguments.of(texts().findFirst().orElseThrow(), text));
    }

    /** Frames as captured, and such as a reader in a hurry gets wrong. */
    private static Stream<String> texts() {
        return Stream.of(
                "{\"data\":[{\"c\":[\"1\",\"8\",\"24\",\"12\"],\"p\":122.1,\"s\":\"TSLA\",\"t\":1672348887195,\"v\":1},"
                        + "{\"c\":null,\"p\":65000,\"s\":\"BINANCE:BTCUSDT\",\"t\":1672348887196,\"v\":0.011467},"
                        + "{\"p\":1.0846,\"s\":\"OANDA:EUR_USD\",\"t\":1672348887196,\"v\":0}],\"type\":\"trade\"}",
                "{\"type\":\"trade\",\"data\":[{\"s\":\"A\",\"p\":1e-5,\"t\":5,\"v\":2E+3},{\"s\":\"A'B\"},7,null]}",
                "{\"data\":[{\"c\":[],\"p\":1,\"p\":2,\"s\":\"\\u0041\",\"t\":5.0,\"v\":-0,"
                        + "\"x\":{\"y\":[true]}}],\"type\":\"trade\"}",
                "{\"data\":[{\"p\":123.45678901234567,\"s\":\"A\",\"t\":5,\"v\":0.10000000000000001}],\"type\":\"trade\"}",
                "{\"data\":[{\"p\":-37.63,\"s\":\"CL\",\"t\":5,\"v\":1},{\"p\":0,\"s\":\"CL\",\"t\":5,\"v\":-0}],\"type\":\"trade\"}",
                " {\"data\" : [ ] ,\t\"type\":\"trade\" }\n",
                "{\"data\":[{\"c\":[\"\\\"\",\"é\"],\"p\":0.1,\"s\":\"IC MARKETS:1\","
                        + "\"t\":253402300799999,\"v\":1}],\"type\":\"trade\"} x",
                "{\"type\":\"ping\"}",
                "{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}");
    }

    private static FeedFrame expected(String text) {
        return PlainReading.object(text).map(FinnhubCodecFuzz::expected).orElseGet(() -> new Malformed("not an object"));
    }

    private static FeedFrame expected(JsonObject message) {
        String type = PlainReading.text(message, "type").orElse("");
        if (type.equals("trade") && message.get("data") instanceof JsonArray rows) {
            List<SymbolTrade> prints = PlainReading.prints(rows);
            return new Trades(prints, rows.size() - prints.size());
        }
        if (type.equals("error")) {
            String complaint = PlainReading.text(message, "msg").orElse("no text");
            String lower = complaint.toLowerCase(Locale.ROOT);
            About about = lower.contains("too many symbols") ? About.TOO_MANY_SYMBOLS
                    : lower.startsWith("too many commands") ? About.TOO_FAST : About.ANYTHING_ELSE;
            return new Complaint(complaint, PlainReading.text(message, "symbol"), about);
        }
        return type.isEmpty() || type.equals("trade") ? new Malformed("no type or no data") : new Other(type);
    }

    private static void assertSame(FeedFrame expected, FeedFrame actual) {
        if (expected instanceof Trades trades) {
            Trades read = assertInstanceOf(Trades.class, actual);
            assertTrue(PlainReading.isSame(trades.prints(), read.prints()), () -> trades.prints() + " became " + read.prints());
            assertEquals(trades.badRows(), read.badRows());
        } else if (expected instanceof Malformed) {
            assertInstanceOf(Malformed.class, actual);
        } else {
            assertEquals(expected, actual);
        }
    }
}
