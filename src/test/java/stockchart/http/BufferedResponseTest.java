package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;

class BufferedResponseTest {
    private int cuts;

    /** Payara's answer when the client leaves while its handshake is answered; if it is rethrown, Payara logs two stack traces. */
    @Test
    void exchangeOfAnUpgradedConnectionIsAbandoned() throws IOException {
        Exchanges exchanges = new Exchanges(new ManualClock()::nanoTime, Runnable::run);
        HttpServletRequest request = stub(HttpServletRequest.class, Map.of("getMethod", "GET", "isAsyncSupported", true,
                "isAsyncStarted", false, "startAsync", new IllegalStateException("Already Suspended")));
        BufferedResponse held = new BufferedResponse(request, stub(HttpServletResponse.class, Map.of("getStatus", 500)),
                exchanges.open("192.0.2.1", () -> cuts++), true);
        held.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        held.send();
        assertEquals(1, cuts);
        assertEquals(0, exchanges.count());
    }

    /** Its methods return what is given, or throw it; null if nothing is given. */
    private static <T> T stub(Class<T> type, Map<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Object result = results.get(method.getName());
            if (result instanceof RuntimeException thrown) {
                throw thrown;
            }
            return result == null && method.getReturnType() == boolean.class ? Boolean.FALSE : result;
        }));
    }
}
