package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.http.TrustedProxies.AddressBlock;

class TrustedProxiesTest {
    private final TrustedProxies proxies = proxies("127.0.0.1", "10.0.0.0/8", "172.16.0.0/12", "::1", "2001:db8:f000::/36");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "203.0.113.9       | 198.51.100.7                        | 203.0.113.9     | the word of a stranger",
        "203.0.113.9       |                                     | 203.0.113.9     | a client of its own",
        "127.0.0.1         |                                     | 127.0.0.1       | the proxy itself",
        "127.0.0.1         | 198.51.100.7                        | 198.51.100.7    | the client it connects for",
        "127.0.0.1         | 1.1.1.1, 198.51.100.7               | 198.51.100.7    | an invention before it",
        "127.0.0.1         | nonsense, 198.51.100.7              | 198.51.100.7    | nonsense before it",
        "127.0.0.1         | 198.51.100.7, 10.1.2.3, 172.31.0.1  | 198.51.100.7    | two proxies behind one another",
        "127.0.0.1         | 10.9.9.9, 10.1.2.3                  | 10.9.9.9        | only proxies: the first of them",
        "127.0.0.1         | 198.51.100.7, 172.32.0.1            | 172.32.0.1      | just outside the block",
        "127.0.0.1         | 198.51.100.7, unknown               | 127.0.0.1       | an address the proxy does not know",
        "127.0.0.1         | 198.51.100.7,                       | 127.0.0.1       | an empty place",
        "127.0.0.1         | localhost                           | 127.0.0.1       | a name, which is not resolved",
        "127.0.0.1         | 198.51.100.7:8080                   | 127.0.0.1       | a port",
        "127.0.0.1         | ::ffff:198.51.100.7                 | 198.51.100.7    | IPv4 within IPv6",
        "::ffff:127.0.0.1  | 198.51.100.7                        | 198.51.100.7    | a peer so written",
        "0:0:0:0:0:0:0:1%0 | 198.51.100.7                        | 198.51.100.7    | a peer with its interface",
        "2001:db8:ffff::1  | 198.51.100.7                        | 198.51.100.7    | a block of IPv6",
        "2001:db8:efff::1  | 198.51.100.7                        | 2001:db8:efff:0:0:0:0:0/64 | just outside of it",
        "::1               | 2001:DB8:1:2:a:b:c:d                | 2001:db8:1:2:0:0:0:0/64 | a client with IPv6 is its site",
        "/run/proxy.sock   | 198.51.100.7                        | /run/proxy.sock | no address at all",
    })
    void clientIsTheLastThatIsNoProxyOfOurs(String peer, String header, String client, String why) {
        assertEquals(client, proxies.client(peer, header == null ? List.of() : List.of(header)), why);
    }

    @Test
    void headersAreReadInTheirOrder() {
        assertEquals("198.51.100.7", proxies.client("127.0.0.1", List.of("1.1.1.1", "198.51.100.7, 10.0.0.1", "10.0.0.2")));
    }

    @Test
    void noProxyIsTrustedUnlessNamed() {
        assertEquals("127.0.0.1", proxies().client("127.0.0.1", List.of("198.51.100.7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "/8",
        "010.0.0.1", "10.0.0.1.", "::1/129", "::g", ":::", "1:2", "[::1]", "fe80::1%eth0", "a.example:80", "١.0.0.1", "a:b.example"})
    void whatIsNoBlockOfAddressesIsRefused(String text) {
        assertEquals(List.of(), AddressBlock.of(text).stream().toList());
    }

    private static TrustedProxies proxies(String... blocks) {
        return new TrustedProxies(Stream.of(blocks).map(block -> AddressBlock.of(block).orElseThrow()).toList());
    }
}
