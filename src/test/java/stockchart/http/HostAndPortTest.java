package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "charts.example.org", "CHARTS.example.org.", "charts.example.org:1", "a:65535", "my_host:8080",
        "4b7f3c2a1d9e", "192.0.2.1", "192.0.2.1:80", "[::1]", "[2001:db8::1]:8443", "xn--bcher-kva.example"})
    void whatBrowsersSendIsWellFormed(String text) {
        assertTrue(HostAndPort.isWellFormed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "-a.b", "a-.b", "a b", "a/b", "a@b", "*", "*.example.org", "bücher.example", "a:", "a:0",
        "a:080", "a:65536", "a:99999", "a:100000", "a:b", "a:1:2", "exa_mple.org:0", "8080", "192.0.2.256", "192.0.2", "::1", "[::1", "[]",
        "[1]", "[::1::2]", "[192.0.2.1]", "[::1]:0", "[::1]:99999", "[::1]a"})
    void anythingElseIsNot(String text) {
        assertFalse(HostAndPort.isWellFormed(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64})
    void labelHasAtMostSixtyThreeCharacters(int length) {
        assertTrue(HostAndPort.isWellFormed("a".repeat(length) + ".example") == (length == 63));
    }
}
