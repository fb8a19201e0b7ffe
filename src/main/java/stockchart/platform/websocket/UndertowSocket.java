package stockchart.platform.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The connection behind a session of Undertow. Reached by the names of its methods, because the WAR does not contain Undertow's
 * classes; if a release renames one, there is none, and the completion of pongs is not reported.
 *
 * <p>Any thread.
 */
final class UndertowSocket {
    private static final Logger LOG = System.getLogger(UndertowSocket.class.getName());
    private static final String SESSION = "io.undertow.websockets.jsr.UndertowSession";
    private static final String SOCKETS = "io.undertow.websockets.core.";

    private final Object channel;
    private final Method sendPong;

    private UndertowSocket(Object channel, Method sendPong) {
        this.channel = channel;
        this.sendPong = sendPong;
    }

    /** The connection of a session; empty if it is another server's, or an unknown version of Undertow. */
    static Optional<UndertowSocket> of(Session session) {
        try {
            return session.getClass().getName().equals(SESSION) ? Optional.of(behind(session)) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError other) {
            LOG.log(Level.DEBUG, "Pongs use the standard API: {0}", other.toString());
            return Optional.empty();
        }
    }

    private static UndertowSocket behind(Session session) throws ReflectiveOperationException {
        Object channel = session.getClass().getMethod("getWebSocketChannel").invoke(session);
        ClassLoader undertow = session.getClass().getClassLoader();
        Method pong = Class.forName(SOCKETS + "WebSockets", true, undertow).getMethod("sendPong", ByteBuffer.class,
                Class.forName(SOCKETS + "WebSocketChannel", true, undertow),
                Class.forName(SOCKETS + "WebSocketCallback", true, undertow));
        return new UndertowSocket(channel, pong);
    }

    /** Sends a pong without waiting. @param done called once, with the failure if there is one */
    void pong(byte[] payload, Consumer<Optional<Throwable>> done) throws ReflectiveOperationException {
        Class<?> callback = sendPong.getParameterTypes()[2];
        sendPong.invoke(null, ByteBuffer.wrap(payload), channel, Proxy.newProxyInstance(callback.getClassLoader(),
                new Class<?>[] {callback}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "complete" -> done.accept(Optional.empty());
                        case "onError" -> done.accept(Optional.of((Throwable) arguments[2]));
                        default -> { }
                    }
                    return null;
                }));
    }
}
