package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void everyCookieWithTheNameIsLookedAtAndNoOther() {
        assertEquals(List.of("one", "two", "", "three"), passes("a=b; stock-chart-pass=one;stock-chart-pass=\"two\"",
                "stock-chart-pass=; other-stock-chart-pass=x; stock-chart-pass; stock-chart-passes=y; stock-chart-pass=three"));
        assertEquals(List.of(), passes());
    }

    private static List<String> passes(String... headers) {
        return Credentials.passes((HttpServletRequest) Proxy.newProxyInstance(CredentialsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> {
                    assertEquals("getHeaders Cookie", method.getName() + " " + arguments[0]);
                    return Collections.enumeration(List.of(headers));
                }));
    }
}
