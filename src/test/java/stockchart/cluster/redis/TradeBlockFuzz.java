package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stockchart.testing.Fuzzed;

/** Whatever an entry of the log contains, it is refused, or read as blocks that are written and read again as the same. */
class TradeBlockFuzz {
    @MethodSource("entries")
    @DictionaryEntries({"AAPL", "IC MARKETS:1", "1767625100000", "261.5", "%09", "%25", "-0.0", "1e300", "NaN", "0x1p3",
        "999999999999999999"})
    @FuzzTest
    void isRefusedOrReadAsItIsWritten(@NotNull @WithUtf8Length(max = 2_000) String text) {
        Fuzzed.run(List.of(text), () -> {
            List<TradeBlock> blocks;
            try {
                blocks = TradeBlockCodec.blocks(text);
            } catch (IllegalArgumentException refused) {
                return;
            }
            StringBuilder again = new StringBuilder();
            blocks.forEach(block -> again.append(TradeBlockCodec.head(block)).append(TradeBlockCodec.rows(block)));
            assertEquals(blocks, TradeBlockCodec.blocks(again.toString()));
        });
    }

    static Stream<Arguments> entries() {
        return Stream.of("AAPL\t1767625100000\t57\t2\n261.5\t1767625100001\t0.25\t1\t12\n-37.63\t5\t0\n",
                "IC MARKETS:1\t1\t1\t1\n1\t1\t1\t%09%25\nA\t2\t3\t1\n1\t1\t1\t\n", "A\t1\t1\t1\n1 \t1\t1d\n").map(Arguments::of);
    }
}
