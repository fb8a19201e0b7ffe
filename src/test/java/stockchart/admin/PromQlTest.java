package stockchart.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the tests of expressions can fail. */
class PromQlTest {
    @Test
    void metricsAndLabelsAreFound() {
        PromQl found = PromQl.of("histogram_quantile(0.99, sum by (le, who) "
                + "(rate(a_bucket{b=~\"$c\",d=\"e(\"}[$__rate_interval]))) > f / 2");
        assertEquals(Set.of("a_bucket", "f"), found.metrics());
        assertEquals(Set.of("le", "who", "b", "d"), found.labels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "sum(a", "sum(a))", "sum(a}", "a{b=\"c\")", "summe(a)", "rate(a[5 minutes])", "rate(5[5m])", "a § b",
        "a{b=\"c}"})
    void whatIsWrongIsRefused(String expression) {
        assertThrows(AssertionError.class, () -> PromQl.of(expression));
    }
}
