package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080, true",
        "http://LOCALHOST:8080, localhost:8080, true",
        "https://chart.example, chart.example, true",
        "https://chart.example, chart.example:443, true",
        "https://chart.example:443, chart.example, true",
        "http://[::1]:8080, [::1]:8080, true",
        "http://localhost:8081, localhost:8080, false",
        "https://evil.example, chart.example, false",
        "https://chart.example.evil.example, chart.example, false",
        "null, chart.example, false",
        "'', chart.example, false",
        "https://a b, chart.example, false",
        "https://partner.example, chart.example, true",
        "https://partner.example:444, chart.example, false",
    })
    void onlyTheOwnHostAndTheAllowedMayConnect(String origin, String host, boolean permitted) {
        assertEquals(permitted, new OriginPolicy(List.of("https://Partner.example/")).permits(origin, host));
    }

    @Test
    void starAllowsEveryOrigin() {
        assertTrue(new OriginPolicy(List.of("*")).permits("null", null));
    }
}
