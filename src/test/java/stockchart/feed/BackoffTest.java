package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final double ALMOST_ONE = 0.999_999;

    @ParameterizedTest
    @CsvSource({"0, 999", "1, 999", "2, 1999", "3, 3999", "4, 7999", "5, 15999", "6, 29999", "7, 29999",
        "1000, 29999", "2147483647, 29999", "-1, 999", "-2147483648, 999"})
    void limitDoublesUpToTheCap(int failures, long longest) {
        assertEquals(Duration.ofMillis(longest), Backoff.afterFailures(failures, ALMOST_ONE));
    }

    @Test
    void waitIsAnyShareOfTheLimitButNeverNothing() {
        assertEquals(Duration.ofMillis(250), Backoff.afterFailures(5, 0));
        assertEquals(Duration.ofMillis(8_000), Backoff.afterFailures(5, 0.5));
    }

    @Test
    void refusalIsRetriedSlowly() {
        assertEquals(Duration.ofSeconds(30), Backoff.afterRefusal(0));
        assertEquals(Duration.ofMillis(44_999), Backoff.afterRefusal(ALMOST_ONE));
    }
}
