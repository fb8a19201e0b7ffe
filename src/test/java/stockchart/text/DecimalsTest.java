package stockchart.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static final String JSON_NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?(E-?[0-9]+)?";

    @ParameterizedTest
    @CsvSource({"0,0", "-0.0,0", "7,7", "-37.63,-37.63", "-1e-9,-0.000000001", "-0.5,-0.5", "1672348887195,1672348887195", "129.58,129.58", "122.1,122.1", "1.0846,1.0846",
        "0.011467,0.011467", "65000,65000", "0.5,0.5", "10.05,10.05", "100.001,100.001",
        "0.00000123,0.00000123", "1e-9,0.000000001",
        "9007199254740992,9007199254740992", "2e-3,0.002", "0.30000000000000004,0.30000000000000004"})
    void numbersAreWrittenAsAPersonWould(double value, String text) {
        assertEquals(text, written(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 1.5e-9, 1e15, 123456789012345.6, 9007199254740991.0, 9007199254740993.0, 1e16, 1e20,
        Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 1.0 / 3, 2e-3, 1e23, 4503599627370497.5})
    void oddOnesReadBackTheSame(double value) {
        assertReadsBack(value);
    }

    @Test
    void pricesReadBackTheSameInAsFewDecimals() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            BigDecimal price = BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 50)), random.nextInt(9));
            assertEquals(plain(price), written(price.doubleValue()));
        }
    }

    @Test
    void anyDoubleReadsBackTheSame() {
        Random random = new Random(8);
        for (int i = 0; i < 50_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertReadsBack(any);
            }
            assertReadsBack(random.nextDouble() * random.nextInt(100_000));
            assertReadsBack(-Math.nextUp(random.nextInt(100_000) / 100.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0.0,0", "0.30000000000000004,0.3", "7,7", "0.011467,0.011467", "0.00000001,0.00000001", "4e-9,0.000000004", "5.300000000000001e-10,5.3E-10", "1e-300,1.0E-300", "0.1234567891,0.1234567891",
        "2470.4500000000003,2470.45", "123456789.30000001,123456789.3", "99999999999999,99999999999999",
        "9007199254740991,9007199254740991", "1e300,1.0E300", "1.7976931348623157e308,1.7976931348623157E308"})
    void sumsAreWrittenWithoutNoise(double sum, String text) {
        assertEquals(text, written(Decimals.withoutNoise(sum)));
    }

    @Test
    void sumOfManyVolumesIsExact() {
        Random random = new Random(9);
        for (int run = 0; run < 200; run++) {
            int decimals = random.nextInt(9);
            BigDecimal exact = BigDecimal.ZERO;
            double sum = 0;
            for (int i = 0; i < 1_000; i++) {
                BigDecimal volume = BigDecimal.valueOf(random.nextLong(1_000_000), decimals);
                exact = exact.add(volume);
                sum += volume.doubleValue();
            }
            assertEquals(plain(exact), written(Decimals.withoutNoise(sum)));
        }
    }

    private static void assertReadsBack(double value) {
        String text = written(value);
        assertTrue(text.matches(JSON_NUMBER), text);
        assertEquals(value, Double.parseDouble(text), text);
    }

    private static String plain(BigDecimal price) {
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }

    private static String written(double value) {
        StringBuilder out = new StringBuilder();
        Decimals.append(out, value);
        return out.toString();
    }
}
