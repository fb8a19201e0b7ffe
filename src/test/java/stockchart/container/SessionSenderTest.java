package stockchart.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSenderTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Optional<Throwable>> done = new ArrayList<>();
    private SendResult result = new SendResult();
    private boolean closed;

    @Test
    void textIsSentAndItsEndTold() {
        sender().send("text", done::add);
        assertEquals(List.of("text"), sent);
        assertEquals(List.of(Optional.empty()), done);
    }

    @Test
    void failureIsTold() {
        Exception failure = new Exception("as the test wants");
        result = new SendResult(failure);
        sender().send("text", done::add);
        assertSame(failure, done.get(0).orElseThrow());
    }

    @Test
    void closedSessionIsAFailure() {
        SessionSender sender = sender();
        closed = true;
        sender.send("text", done::add);
        assertTrue(done.get(0).orElseThrow() instanceof IllegalStateException);
    }

    @Test
    void thisTyrusHasATimerToTake() {
        assertTrue(TyrusIdleTimer.EXECUTOR.isPresent(), "a new release of Tyrus renamed the field: deliveries cost twice as much");
    }

    @Test
    void thisTyrusHasAWriterToUse() {
        assertTrue(TyrusWriter.WAY.isPresent(), "a new release of Tyrus renamed a field: every text is encoded for every client");
    }

    private SessionSender sender() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            sent.add((String) arguments[0]);
            ((SendHandler) arguments[1]).onResult(result);
            return null;
        });
        return SessionSender.ofServer(proxy(Session.class, (self, method, arguments) -> remote));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
