package stockchart.client.session;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import java.util.List;
import stockchart.hub.FeedStatus;
import stockchart.testing.Fuzzed;

/**
 * Whatever two clients send, in whatever order trades, time, refusals and stalls come between: each command gets the answer it is
 * due, no trade is lost, no client is closed without a reason, and nothing stays behind. {@link FuzzedServer} checks.
 */
class ClientSessionFuzz {
    /** The candles a command may request. */
    enum Candles {
        NONE(""),
        BOTH(",\"candles\":[{\"interval\":1000},{\"interval\":60000}]"),
        MINUTES(",\"candles\":[{\"interval\":60000,\"from\":0}]"),
        LATER_SECONDS(",\"candles\":[{\"from\":1,\"interval\":1000}]"),
        TWICE(",\"candles\":[{\"interval\":1000},{\"interval\":1000}]");

        final String field;

        Candles(String field) {
            this.field = field;
        }
    }

    /** One thing that happens. Symbols are numbers, see {@link FuzzedServer#SYMBOLS}. */
    sealed interface Step {
        /** A message of the fuzzer's own. */
        record Says(boolean page, @NotNull @WithUtf8Length(max = 300) String text) implements Step {}

        /** A command, perhaps with a place: 1 is the epoch of a tape from the start. Jazzer 0.30 trips over a range from -1. */
        record Subscribes(boolean page, @InRange(min = 0, max = 4) int symbol, boolean resumes,
                @InRange(min = 0, max = 2) int epoch, @InRange(min = 0, max = 60) int seq, @NotNull Candles candles)
                implements Step {}

        record Unsubscribes(boolean page, @InRange(min = 0, max = 4) int symbol) implements Step {}

        /** The same message many times. */
        record Floods(boolean page, @InRange(min = 1, max = 120) int times) implements Step {}

        record Trades(@InRange(min = 0, max = 3) int symbol, @InRange(min = 1, max = 30) int count) implements Step {}

        record Passes(@InRange(min = 1, max = 3_000) int millis) implements Step {}

        /** A waiting task gets its thread. */
        record Works() implements Step {}

        /** The page takes nothing any more, or again. */
        record Stalls(boolean stalled) implements Step {}

        /** The page takes one message, or its connection breaks. */
        record Takes(boolean fails) implements Step {}

        record FeedRefuses(@InRange(min = 0, max = 3) int symbol) implements Step {}

        record FeedIs(FeedStatus.@NotNull State state) implements Step {}

        record Leaves(boolean page) implements Step {}
    }

    @DictionaryEntries({"{\"type\":\"subscribe\",\"symbol\":\"", "{\"type\":\"unsubscribe\",\"symbol\":\"", "\"}",
        "\"type\":\"ping\"", "\"after\":{\"epoch\":", ",\"seq\":", ",\"candles\":[{\"interval\":1000", ",\"from\":", "}]", "60000",
        "AAPL", "IC MARKETS:1", "null",
        "\\ud83d", "\\ude00", "😀", "\\u0000", "1767625200000"})
    @FuzzTest
    void eachCommandGetsItsAnswerAndNoTradeIsLost(@NotNull @WithSize(min = 1, max = 40) List<@NotNull Step> steps) {
        Fuzzed.run(steps, () -> {
            FuzzedServer server = new FuzzedServer();
            steps.forEach(server::take);
            server.finish();
        });
    }
}
