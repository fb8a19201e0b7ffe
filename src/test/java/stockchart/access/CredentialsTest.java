package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void everyCookieWithTheNameIsLookedAtAndNoOther() {
        assertEquals(List.of("one", "two", "", "three"), passes("a=b; stock-chart-pass=one;stock-chart-pass=\"two\"",
                "stock-chart-pass=; other-stock-chart-pass=x; stock-chart-pass; stock-chart-passes=y; stock-chart-pass=three"));
        assertEquals(List.of(), passes());
    }

    @Test
    void finnhubsClientsSendATokenInPlaceOfTheirKey() {
        assertEquals(Optional.of("in-header"), token("/api/v1/quote", Map.of("X-Finnhub-Token", " in-header "), "in-address"));
        assertEquals(Optional.of("in-address"), token("/api/v1/quote", Map.of("User-Agent", "axios/0.27.2"), "in-address"));
        assertEquals(Optional.of("in-address"), token("/api/v1/quote", Map.of(), "in-address"));
        assertEquals(Optional.empty(), token("/api/v1/quote", Map.of(), null));
        assertEquals(Optional.of("standard"), token("/api/v1/quote", Map.of("Authorization", "Bearer standard"), "in-address"));
    }

    /** Another site's page can have its reader's browser request any address. */
    @Test
    void tokenInAnAddressCountsFromNoBrowserAndForNoOtherPath() {
        String browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        assertEquals(Optional.empty(), token("/api/v1/quote", Map.of("User-Agent", browser), "in-address"));
        assertEquals(Optional.empty(), token("/api/quote", Map.of(), "in-address"));
        assertEquals(Optional.empty(), token("/api/v1", Map.of(), "in-address"));
        assertEquals(Optional.empty(), token("/api/quote", Map.of("X-Finnhub-Token", "in-header"), null));
    }

    private static Optional<String> token(String path, Map<String, String> headers, String parameter) {
        return Credentials.token((HttpServletRequest) Proxy.newProxyInstance(CredentialsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getServletPath" -> path;
                    case "getPathInfo" -> null;
                    case "getMethod" -> "GET";
                    case "getParameter" -> parameter;
                    case "getHeaders" -> Collections.enumeration(List.of());
                    default -> throw new AssertionError(method);
                }));
    }

    private static List<String> passes(String... headers) {
        return Credentials.passes((HttpServletRequest) Proxy.newProxyInstance(CredentialsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> {
                    assertEquals("getHeaders Cookie", method.getName() + " " + arguments[0]);
                    return Collections.enumeration(List.of(headers));
                }));
    }
}
