package stockchart.history.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.sources.Stretches.Stretch;
import stockchart.testing.Dice;

/** Arithmetic of stretches, against plain sets of moments. */
class StretchesTest {
    private static final int MOMENTS = 40;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void arithmeticIsThatOfSets(long seed) {
        Dice dice = new Dice(seed);
        for (int round = 0; round < 500; round++) {
            List<Stretch> some = any(dice);
            List<Stretch> others = any(dice);
            Stretches left = Stretches.of(some);
            Stretches right = Stretches.of(others);
            assertEquals(set(some), set(left.parts()));
            assertSound(left);
            BitSet union = set(some);
            union.or(set(others));
            assertEquals(union, set(left.plus(right).parts()));
            assertSound(left.plus(right));
            BitSet difference = set(some);
            difference.andNot(set(others));
            assertEquals(difference, set(left.minus(right).parts()));
            assertSound(left.minus(right));
            int from = dice.below(MOMENTS);
            int to = dice.below(MOMENTS);
            BitSet inside = set(some);
            inside.clear(0, from);
            inside.clear(Math.min(to, MOMENTS), MOMENTS + 1);
            assertEquals(from < to ? inside : new BitSet(), set(left.within(from, to).parts()));
            for (int moment = 0; moment < MOMENTS; moment++) {
                assertEquals(set(some).get(moment), left.holds(moment));
            }
        }
    }

    private static void assertSound(Stretches stretches) {
        long last = -1;
        for (Stretch part : stretches.parts()) {
            assertEquals(true, part.from() > last && part.from() < part.to(), stretches::toString);
            last = part.to();
        }
    }

    private static List<Stretch> any(Dice dice) {
        List<Stretch> any = new ArrayList<>();
        for (int left = dice.below(6); left > 0; left--) {
            int from = dice.below(MOMENTS - 5);
            any.add(new Stretch(from, from + dice.below(6)));
        }
        return any;
    }

    private static BitSet set(List<Stretch> stretches) {
        BitSet set = new BitSet();
        stretches.forEach(one -> set.set((int) one.from(), (int) one.to()));
        return set;
    }
}
