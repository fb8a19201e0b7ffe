package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;

class RandomWalkTest {
    private static final long START = 1_767_625_200_000L;
    private static final long LISTED = 1_796_083_200_000L;
    private static final long DAY = 23_400_000L;

    private final Instrument apple = Instruments.load().find(new Symbol("AAPL")).orElseThrow();
    private final RandomWalk walk = new RandomWalk(apple, 7);

    @Test
    void sameSeedGivesSamePrices() {
        assertEquals(walk.priceAt(START), new RandomWalk(apple, 7).priceAt(START));
        assertNotEquals(walk.priceAt(START), new RandomWalk(apple, 8).priceAt(START));
    }

    @Test
    void staysWithinAFactorOfThreeInTenYears() {
        for (long time = START; time < START + 3_650L * 86_400_000; time += 7_000_000) {
            double price = walk.priceAt(time);
            assertTrue(price > apple.price() / 3 && price < apple.price() * 3, () -> "Price " + price);
        }
    }

    @Test
    void startsFromTheListedPrice() {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(1, new RandomWalk(apple, seed).priceAt(LISTED) / apple.price(), 0.1);
        }
    }

    @Test
    void yearHasTheRangeOfAMarketsYear() {
        double ranges = 0;
        for (int seed = 0; seed < 20; seed++) {
            RandomWalk other = new RandomWalk(apple, seed);
            double[] prices = IntStream.range(0, 365).mapToDouble(day -> other.priceAt(START + day * 86_400_000L)).sorted().toArray();
            ranges += prices[364] / prices[0] - 1;
        }
        assertEquals(0.6, ranges / 20, 0.25);
    }

    @Test
    void boundsHoldWhateverIsBetween() {
        for (long length : new long[] {1_000, 60_000, 3_600_000, 86_400_000}) {
            for (long time = START; time < START + 20 * length; time += length) {
                double upper = walk.bound(time, time + length, 1);
                double lower = walk.bound(time, time + length, -1);
                for (long at = time; at <= time + length; at += length / 100) {
                    double price = walk.priceAt(at);
                    assertTrue(lower <= price * 1.000001 && price <= upper * 1.000001, () -> "Price " + price);
                }
            }
        }
    }

    @Test
    void cursorGivesTheSamePricesInAnyOrder() {
        RandomWalk.Cursor cursor = walk.new Cursor();
        for (long step : new long[] {5, 999, -40_000, 86_400_000, -3, 0, -200_000_000}) {
            assertEquals(walk.priceAt(START + step), cursor.priceAt(START + step));
        }
    }

    @Test
    void changeWithinDayHasTheConfiguredVolatility() {
        double squares = 0;
        int days = 5_000;
        for (int day = 0; day < days; day++) {
            double change = Math.log(walk.priceAt(START + (day + 1) * DAY) / walk.priceAt(START + day * DAY));
            squares += change * change;
        }
        assertEquals(apple.volatility(), Math.sqrt(squares / days), apple.volatility() * 0.25);
    }

    @Test
    void changeGrowsWithTheSquareRootOfTime() {
        double ratio = deviation(3_600_000) / deviation(60_000);
        assertEquals(Math.sqrt(60), ratio, 2);
    }

    @Test
    void hasNoJumps() {
        for (long time = START; time < START + 600_000; time += 10) {
            assertEquals(1, walk.priceAt(time + 10) / walk.priceAt(time), 0.0002);
        }
    }

    private double deviation(long lag) {
        double squares = 0;
        int samples = 3_000;
        for (int i = 0; i < samples; i++) {
            double change = Math.log(walk.priceAt(START + i * 7_777_777L + lag) / walk.priceAt(START + i * 7_777_777L));
            squares += change * change;
        }
        return Math.sqrt(squares / samples);
    }
}
