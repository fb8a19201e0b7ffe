package stockchart.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.settings.Settings.WrongSettingException;

class AddressSettingTest {
    private static final AddressSetting SETTING = AddressSetting.ofApi("AN_API_URL");

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.org", "https://api.example.org/a/base/", "HTTPS://api.example.org:8443",
        "https://10.0.0.1", "http://localhost:8080", "http://127.0.0.1/x", "http://127.1.2.3", "http://[::1]:81/", "HTTP://LOCALHOST"})
    void apisAreReachedOverTlsOrOnThisMachine(String address) {
        assertEquals(Optional.of(URI.create(address)), read(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.org", "http://localhost.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1",
        "http://[2001:db8::1]", "ws://localhost", "ftp://localhost", "api.example.org", "https://", "https:/x", "https://h:0",
        "https://h:70000", "https://a b", "file:///etc/passwd", "//api.example.org"})
    void otherAddressesAreRefused(String address) {
        String refusal = assertThrows(WrongSettingException.class, () -> read(address)).getMessage();
        assertTrue(refusal.startsWith("AN_API_URL is \"") && refusal.endsWith("must be an https address with a host,"
                + " or an http address of this machine"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:secret@h", "https://h?key=secret", "https://h#secret", "http://user:secret@h", "https://h b?secret"})
    void whatMayBeASecretIsNotRepeated(String address) {
        String refusal = assertThrows(WrongSettingException.class, () -> read(address)).getMessage();
        assertFalse(refusal.contains("secret"), refusal);
    }

    @Test
    void secretIsNotRepeatedWhereverItStands() {
        Settings settings = new Settings(key -> Optional.of("http://host/the-key"));
        assertEquals("AN_API_URL is \"http://host/…\" but must be an https address with a host, or an http address of this machine",
                assertThrows(WrongSettingException.class, () -> SETTING.read(settings, Optional.of("the-key"))).getMessage());
    }

    @Test
    void nothingSetIsNothing() {
        assertEquals(Optional.empty(), SETTING.read(new Settings(key -> Optional.empty()), Optional.empty()));
    }

    private static Optional<URI> read(String address) {
        return SETTING.read(new Settings(key -> Optional.of(address)), Optional.empty());
    }
}
