package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class ClusterSettingsTest {
    private static final String URL = "STOCKCHART_CLUSTER_URL";

    private static Optional<ClusterSettings> read(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ClusterSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    private static String wrong(String... keysAndValues) {
        return assertThrows(WrongSettingException.class, () -> read(keysAndValues)).getMessage();
    }

    @Test
    void serverWithoutAnAddressIsAlone() {
        assertEquals(Optional.empty(), read());
        assertEquals(Optional.empty(), read("STOCKCHART_CLUSTER_PREFIX", "other", "STOCKCHART_CLUSTER_USER", "one"));
    }

    @Test
    void addressAloneIsEnough() {
        ClusterSettings settings = read(URL, "redis://redis.example").orElseThrow();
        assertEquals("redis://redis.example:6379", settings.access().address().toString());
        assertEquals("stock-chart", settings.prefix());
        assertEquals(Duration.ofSeconds(3), settings.lease());
        assertEquals(Optional.empty(), settings.node());
        assertEquals(Optional.empty(), settings.access().password());
    }

    @Test
    void passwordIsUsedAndNeverShown() {
        ClusterSettings settings = read(URL, "rediss://redis.example:7000", "STOCKCHART_CLUSTER_USER", "one",
                "STOCKCHART_CLUSTER_PASSWORD", "s e c r e t", "STOCKCHART_CLUSTER_NODE", "left",
                "STOCKCHART_CLUSTER_LEASE_SECONDS", "30").orElseThrow();
        assertEquals(Optional.of("s e c r e t"), settings.access().password());
        assertEquals(Optional.of("one"), settings.access().user());
        assertEquals(Duration.ofSeconds(30), settings.lease());
        assertFalse(settings.toString().contains("s e c r e t"), settings.toString());
        assertFalse(wrong(URL, "redis://one:secret@redis.example").contains("secret"));
    }

    @Test
    void userNeedsAPassword() {
        assertEquals("STOCKCHART_CLUSTER_USER is \"one\" but must be set together with STOCKCHART_CLUSTER_PASSWORD, or not at all",
                wrong(URL, "redis://redis.example", "STOCKCHART_CLUSTER_USER", "one"));
    }

    @Test
    void wrongValuesAreNamed() {
        assertEquals("STOCKCHART_CLUSTER_LEASE_SECONDS is \"1\" but must be a whole number from 2 to 30",
                wrong("STOCKCHART_CLUSTER_LEASE_SECONDS", "1"));
        assertEquals("STOCKCHART_CLUSTER_URL is \"http://redis.example\" but must be an address of the form redis://host:6379,"
                + " rediss://host:6379 or redis+sentinel://host:26379,host:26379/master, without user and password",
                wrong(URL, "http://redis.example"));
        assertEquals("STOCKCHART_CLUSTER_NODE is \"a b\" but must be 1 to 60 letters, digits, dots, hyphens or underscores",
                wrong("STOCKCHART_CLUSTER_NODE", "a b"));
    }
}
