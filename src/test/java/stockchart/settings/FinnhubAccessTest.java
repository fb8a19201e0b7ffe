package stockchart.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinnhubAccessTest {
    private static final URI OWN = URI.create("http://127.0.0.1:8081/chart");

    @Test
    void withoutKeyTheOwnSimulatorIsUsed() {
        FinnhubAccess access = access(Map.of("FINNHUB_TOKEN", " ", "FINNHUB_URL", "wss://elsewhere.example"));
        assertTrue(access.simulated());
        assertEquals(URI.create("ws://127.0.0.1:8081/chart/simulator?token=simulator"), access.socketUri());
        assertEquals(URI.create("http://127.0.0.1:8081/chart/simulator/api/v1"), access.restAddress());
    }

    @Test
    void simulatorAddressCanBeGiven() {
        FinnhubAccess access = access(Map.of("STOCKCHART_SIMULATOR_URL", "https://sim.example/x"));
        assertEquals(URI.create("wss://sim.example/x"), access.socketAddress());
        assertEquals(URI.create("https://sim.example/x/api/v1"), access.restAddress());
    }

    @Test
    void keyIsEncodedInTheQueryAndNowhereElse() {
        FinnhubAccess access = access(Map.of("FINNHUB_TOKEN", "s&cret"));
        assertEquals("wss://ws.finnhub.io/?token=s%26cret", access.socketUri().toString());
        assertEquals("https://finnhub.io/api/v1", access.restAddress().toString());
        assertEquals("wss://ws.finnhub.io", access.socketAddress().toString());
        assertFalse(access.toString().contains("cret"));
        assertEquals("GET /?token=*** and ***", access.redact("GET /?token=s%26cret and s&cret"));
    }

    @Test
    void wrongAddressIsRefusedByName() {
        Map<String, String> values = Map.of("FINNHUB_TOKEN", "k", "FINNHUB_URL", "nonsense");
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> access(values));
        assertTrue(refusal.getMessage().startsWith("FINNHUB_URL must be"));
    }

    @Test
    void wrongNumberIsRefusedWithWhatIsAllowed() {
        Settings settings = new Settings(key -> Optional.of("many"));
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> settings.number("LIMIT", 1, 1, 9));
        assertEquals("LIMIT is \"many\" but must be a whole number from 1 to 9", refusal.getMessage());
    }

    private static FinnhubAccess access(Map<String, String> values) {
        return FinnhubAccess.from(new Settings(key -> Optional.ofNullable(values.get(key))), () -> OWN);
    }
}
