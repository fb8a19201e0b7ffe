package stockchart.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.settings.Settings.WrongSettingException;

class FinnhubAccessTest {
    @Test
    void withoutKeyTheSimulatorInThisProcessIsUsed() {
        FinnhubAccess access = access(Map.of("FINNHUB_TOKEN", " ", "FINNHUB_URL", "wss://elsewhere.example"));
        assertTrue(access.simulated());
        assertEquals("simulator", access.toString());
        assertEquals("a text", access.redact("a text"));
    }

    @Test
    void keyIsEncodedInTheQueryAndNowhereElse() {
        FinnhubAccess access = access(Map.of("FINNHUB_TOKEN", "s&cret"));
        assertEquals("wss://ws.finnhub.io/?token=s%26cret", access.socketUri().toString());
        assertEquals("https://finnhub.io/api/v1", access.restAddress().toString());
        assertEquals("wss://ws.finnhub.io", access.socketAddress().toString());
        assertFalse(access.toString().contains("cret"));
        assertEquals("GET /?token=*** and ***", access.redact("GET /?token=s%26cret and s&cret"));
        assertEquals("closeReason?ERROR ***?", access.redact("closeReason\nERROR s&cret\u202e"));
    }

    @Test
    void wrongAddressIsRefusedByName() {
        for (String value : List.of("nonsense", "ftp://host", "wss:///path", "wss://two words", "//host", "https://host",
                "wss://host:99999", "wss://host:0")) {
            assertEquals("FINNHUB_URL is \"" + value + "\" but must be a ws or wss address with a host",
                    refusal(Map.of("FINNHUB_TOKEN", "key", "FINNHUB_URL", value)));
        }
    }

    @Test
    void wrongRestAddressIsRefusedByName() {
        for (String value : List.of("nonsense", "wss://host", "https:///path", "https://host:99999")) {
            assertEquals("FINNHUB_REST_URL is \"" + value + "\" but must be an http or https address with a host",
                    refusal(Map.of("FINNHUB_REST_URL", value)));
        }
    }

    @Test
    void addressWithASecretOrAFragmentIsRefusedUnseen() {
        for (String rest : List.of("user:pw@h/?token=abc#f", "user@h", "h/?token=abc", "h?a=b&TOKEN=abc", "h?apikey=abc",
                "h?tok%65n=abc", "h/#f", "h#")) {
            assertEquals("FINNHUB_URL has a value that is not shown here but must be an address without user name, password, token"
                    + " or fragment; the key belongs in FINNHUB_TOKEN", refusal(Map.of("FINNHUB_URL", "wss://" + rest)), rest);
            assertEquals("FINNHUB_REST_URL has a value that is not shown here but must be an address without user name, password,"
                    + " query or fragment; the key belongs in FINNHUB_TOKEN",
                    refusal(Map.of("FINNHUB_REST_URL", "https://" + rest)), rest);
        }
        assertTrue(refusal(Map.of("FINNHUB_REST_URL", "https://h/api?v=1"))
                .startsWith("FINNHUB_REST_URL has a value that is not shown"));
    }

    @Test
    void addressOfTheSocketMayHaveAQuery() {
        FinnhubAccess access = access(Map.of("FINNHUB_TOKEN", "key", "FINNHUB_URL", "WSS://h:8443/prices?plain=1"));
        assertEquals("wss://h:8443/prices?plain=1&token=key", access.socketUri().toString());
    }

    @Test
    void addressThatIsNotNeededNowIsCheckedToo() {
        assertTrue(refusal(Map.of("FINNHUB_URL", "nonsense")).startsWith("FINNHUB_URL is"));
        assertTrue(refusal(Map.of("FINNHUB_REST_URL", "nonsense")).startsWith("FINNHUB_REST_URL is"));
    }

    @Test
    void secretsInAWrongAddressAreNotRepeated() {
        for (String value : List.of("ftp://me:s3cret@host", "ftp://host?token=s3cret", "ftp://host/s3cret", "ftp://host#s3cret",
                "s3cret")) {
            assertFalse(refusal(Map.of("FINNHUB_TOKEN", "s3cret", "FINNHUB_URL", value)).contains("s3cret"), value);
        }
        for (String value : List.of("wss://me:s3/cret@host", "wss://me:s3#cret@host", "wss://me:s3?cret@host",
                "wss://me:s3@cret@host")) {
            assertFalse(refusal(Map.of("FINNHUB_URL", value)).matches(".*(s3|cret).*"), value);
        }
        assertFalse(refusal(Map.of("FINNHUB_URL", "ftp://host/path?token=s3cret")).contains("s3cret"));
        assertFalse(refusal(Map.of("FINNHUB_URL", "ftp://host/path#s3cret")).contains("s3cret"));
    }

    @Test
    void keyThatNoHeaderCanCarryIsRefusedUnseen() {
        for (String key : List.of("s3cret key", "s3cret\nkey", "s3crét", "s3\"cret", "<s3cret>")) {
            assertEquals("FINNHUB_TOKEN has a value that is not shown here but must be printable ASCII characters without blanks,"
                    + " quotes or angle brackets",
                    refusal(Map.of("FINNHUB_TOKEN", key)));
        }
    }

    private static String refusal(Map<String, String> values) {
        return assertThrows(WrongSettingException.class, () -> access(values)).getMessage();
    }

    private static FinnhubAccess access(Map<String, String> values) {
        return FinnhubAccess.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
