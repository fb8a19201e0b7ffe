package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.testing.Dice;

class TradeBlockCodecTest {
    private static final Symbol APPLE = new Symbol("AAPL");

    private static String text(TradeBlock block) {
        return TradeBlockCodec.head(block) + TradeBlockCodec.rows(block);
    }

    @Test
    void isLinesOfFields() {
        TradeBlock block = new TradeBlock(new Symbol("IC MARKETS:1"), 1_767_625_100_000L, 57,
                List.of(new Trade(261.5, 1_767_625_100_001L, 0.25, List.of("1", "12")), new Trade(-37.63, 5, 0)));
        assertEquals("IC MARKETS:1\t1767625100000\t57\t2\n261.5\t1767625100001\t0.25\t1\t12\n-37.63\t5\t0\n", text(block));
        assertEquals(List.of(block), TradeBlockCodec.blocks(text(block)));
    }

    @Test
    void everyBlockIsReadAsItWasWritten() {
        Dice dice = new Dice(20);
        List<String> codes = List.of("1", "", " ", "%", "\t", "\n", "\r\n", "%09", "é,€", "\0");
        List<TradeBlock> blocks = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            List<Trade> trades = new ArrayList<>();
            for (int row = 0; row <= dice.below(4); row++) {
                double price = dice.chance(0.3) ? (dice.share() - 0.5) * Math.pow(10, dice.between(-300, 300))
                        : dice.between(-10_000, 1_000_000) / 100.0;
                trades.add(new Trade(price, dice.below(2_000_000_000), dice.share() * dice.below(100),
                        dice.chance(0.5) ? List.of() : List.of(dice.pick(codes), dice.pick(codes))));
            }
            blocks.add(new TradeBlock(new Symbol("S" + i), 1 + dice.below(1_000), 1 + dice.below(1_000_000), trades));
            all.append(text(blocks.get(i)));
        }
        assertEquals(blocks, TradeBlockCodec.blocks(all.toString()));
    }

    @Test
    void restOfABlockKeepsItsNumbers() {
        List<Trade> trades = List.of(new Trade(1, 1, 1), new Trade(2, 2, 2), new Trade(3, 3, 3));
        TradeBlock block = new TradeBlock(APPLE, 9, 5, trades);
        assertEquals(7, block.last());
        assertEquals(block, block.after(4));
        assertEquals(block, block.after(0));
        assertEquals(new TradeBlock(APPLE, 9, 7, trades.subList(2, 3)), block.after(6));
        assertThrows(IllegalArgumentException.class, () -> block.after(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A\t1\t1\t1", "A\t1\t1\t1\n", "A\t1\t1\t2\n1\t1\t1\n", "A\t1\t1\t1\n1\t1\n", "A\t1\t1\t1\n1\t1\t1",
        "A\t0\t1\t1\n1\t1\t1\n", "A\t1\t0\t1\n1\t1\t1\n", "A\t1\t1\t0\n", "A\t1\t1\t-1\n", "A\t1\t1\t100001\n",
        "A\t1\t1\t99999999999\n",
        "A\t1\t1\t1\nNaN\t1\t1\n", "A\t1\t1\t1\n1\t-1\t1\n", "A\t1\t1\t1\n1\t1\t-1\n", "A\t1\t1\t1\nx\t1\t1\n", "\"\t1\t1\t1\n1\t1\t1\n",
        "A\t1\t1\t1\n1\t1\t1\t%\n", "A\t1\t1\t1\n1\t1\t1\t%0\n", "A\t1\t1\t1\n1\t1\t1\t%zz\n", "\n", "A\t1\t1\n1\t1\t1\n"})
    void damagedTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> TradeBlockCodec.blocks(text));
    }
}
