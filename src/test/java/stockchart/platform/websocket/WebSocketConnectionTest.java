package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.testing.RecordingSender;

class WebSocketConnectionTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Optional<Throwable>> done = new ArrayList<>();
    private SendResult result = new SendResult();
    private boolean closed;
    /** What the server throws, null if nothing. */
    private Class<? extends Throwable> thrown;

    @Test
    void textIsSentAndItsCompletionReported() {
        sender().send("text", done::add);
        assertEquals(List.of("text"), sent);
        assertEquals(List.of(Optional.empty()), done);
    }

    @Test
    void failureIsReported() {
        Exception failure = new Exception("as the test wants");
        result = new SendResult(failure);
        sender().send("text", done::add);
        assertSame(failure, done.get(0).orElseThrow());
    }

    @Test
    void closedSessionIsAFailure() {
        WebSocketConnection sender = sender();
        closed = true;
        sender.send("text", done::add);
        assertTrue(done.get(0).orElseThrow() instanceof IllegalStateException);
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, UnsupportedOperationException.class})
    void whateverIsThrownIsAFailure(Class<? extends Throwable> kind) {
        WebSocketConnection sender = sender();
        thrown = kind;
        sender.send("text", done::add);
        assertSame(kind, done.get(0).orElseThrow().getClass());
        sender.close(ClientConnection.CloseFrame.of(1001, ""));
        assertThrows(kind, sender::ping);
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void whateverIsThrownWhereFramesAreWrittenIsAFailure(Class<? extends Throwable> kind) {
        FrameWriter failing = (frame, whenDone) -> {
            throw RecordingSender.raise(kind);
        };
        WebSocketConnection sender = new WebSocketConnection(session(), Optional.of(failing), Optional.of(WebSocketConnection.inFrames(failing)), SendMeter.NONE);
        sender.send(new OutboundMessage("text"), done::add);
        assertSame(kind, done.get(0).orElseThrow().getClass());
        sender.pong(new byte[1], done::add);
        assertSame(kind, done.get(1).orElseThrow().getClass());
        thrown = kind;
        sender.send(new OutboundMessage("text"), done::add);
        assertSame(kind, done.get(2).orElseThrow().getClass());
    }

    @Test
    void pongsCompletionIsReported() {
        List<byte[]> frames = new ArrayList<>();
        List<Consumer<Optional<Throwable>>> underWay = new ArrayList<>();
        FrameWriter slow = (frame, whenDone) -> {
            frames.add(frame);
            underWay.add(whenDone);
        };
        WebSocketConnection sender = new WebSocketConnection(session(), Optional.empty(), Optional.of(WebSocketConnection.inFrames(slow)), SendMeter.NONE);
        sender.pong(new byte[] {7}, done::add);
        assertArrayEquals(new byte[] {(byte) 0x8a, 1, 7}, frames.get(0));
        assertEquals(List.of(), done);
        underWay.get(0).accept(Optional.empty());
        assertEquals(List.of(Optional.empty()), done);
    }

    @Test
    void thisTyrusHasATimerToTake() {
        assertTrue(TyrusIdleTimer.EXECUTOR.isPresent(), "a new release of Tyrus renamed the field: deliveries cost twice as much");
    }

    @Test
    void thisTyrusHasAWriterToUse() {
        assertTrue(TyrusWriter.WAY.isPresent(), "a new release of Tyrus renamed a field: every text is encoded for every client");
    }

    private WebSocketConnection sender() {
        return WebSocketConnection.ofServer(session(), new SendPaths(true, Level.DEBUG), SendMeter.NONE);
    }

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (thrown != null) {
                throw RecordingSender.failure(thrown);
            }
            sent.add((String) arguments[0]);
            ((SendHandler) arguments[1]).onResult(result);
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> {
            if (thrown != null && !method.getName().equals("getAsyncRemote")) {
                throw RecordingSender.failure(thrown);
            }
            return method.getReturnType() == boolean.class ? (Object) true : remote;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
