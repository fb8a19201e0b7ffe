package stockchart.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.Tape;
import stockchart.tape.TapeSlice;
import stockchart.testing.Fuzzed;
import stockchart.testing.ManualClock;
import stockchart.testing.PlainReading;

/** Whatever the feed can have read, {@link PlainReading} reads back from what clients get. */
class MessageCodecFuzz {
    private static final Symbol SYMBOL = new Symbol("IC MARKETS:1");

    /** A trade to be; what a trade may not be is left out. */
    record Draft(double price, @InRange(min = 0, max = Trade.MAX_TIME) long time, double volume,
            @NotNull @WithSize(max = 3) List<@NotNull @WithUtf8Length(max = 12) String> conditions) {
        boolean isTrade() {
            return Double.isFinite(price) && volume >= 0 && Double.isFinite(volume);
        }
    }

    @DictionaryEntries({"\"", "\\", "\\u0000", "\u2028", "é"})
    @FuzzTest
    void isReadBackTheSame(@NotNull @WithSize(min = 1, max = 5) List<@NotNull Draft> drafts) {
        Fuzzed.run(drafts, () -> check(drafts.stream().filter(Draft::isTrade)
                .map(draft -> new Trade(draft.price, draft.time, draft.volume, draft.conditions)).toList()));
    }

    private static void check(List<Trade> trades) {
        Tape tape = new Tape(SYMBOL, 7, 4, new ManualClock());
        trades.forEach(trade -> tape.append(trade, 0));
        tape.release();
        TapeSlice slice = tape.slice(0, 3);
        int missed = Math.max(0, trades.size() - 3);
        List<SymbolTrade> expected = trades.subList(missed, trades.size()).stream().map(trade -> new SymbolTrade(SYMBOL, trade)).toList();

        JsonObject plain = read(MessageCodec.trades(slice, Dialect.PLAIN).text());
        assertEquals("trade", plain.getString("type"));
        assertSame(expected, PlainReading.prints(plain.getJsonArray("data")));
        JsonObject live = read(MessageCodec.trades(slice, Dialect.V1).text());
        assertSame(expected, PlainReading.prints(live.getJsonArray("data")));
        assertEquals(missed, live.getInt("missed", 0));
        assertEquals(trades.size(), live.getInt("seq"));
        JsonObject joined = read(MessageCodec.subscribed(slice, false).text());
        assertEquals(missed == 0, joined.getBoolean("complete"));
        assertJoined(expected, joined.getJsonArray("trades"));
    }

    private static JsonObject read(String text) {
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text), () -> "No UTF-8: " + text);
        return PlainReading.object(text).orElseThrow(() -> new AssertionError("Not JSON: " + text));
    }

    private static void assertSame(List<SymbolTrade> expected, List<SymbolTrade> actual) {
        assertTrue(PlainReading.isSame(expected, actual), () -> expected + " became " + actual);
    }

    /** Compared number by number: these rows have neither symbol nor conditions. */
    private static void assertJoined(List<SymbolTrade> expected, JsonArray rows) {
        List<List<Double>> wanted = new ArrayList<>();
        List<List<Double>> read = new ArrayList<>();
        expected.forEach(print -> wanted.add(List.of(print.trade().price(), (double) print.trade().time(),
                print.trade().volume() + 0.0)));
        rows.getValuesAs(JsonObject.class).forEach(row -> read.add(
                List.of(number(row, "p"), number(row, "t"), number(row, "v"))));
        assertEquals(wanted, read);
    }

    private static double number(JsonObject row, String field) {
        JsonNumber number = row.getJsonNumber(field);
        return number.doubleValue();
    }
}
