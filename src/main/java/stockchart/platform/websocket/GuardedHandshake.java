package stockchart.platform.websocket;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import stockchart.platform.FieldPath;

/**
 * Lets a connection be read through a {@link GuardedConduit} where the server reads before the endpoint can install a guard, as
 * Undertow does, which opens a session on another thread. The conduit is installed between the answer to the handshake and the
 * first read, by wrapping the listener that Undertow has registered for that moment. Undertow's classes are reached by the names of
 * their fields and methods, because the WAR does not contain them.
 *
 * <p>Created by the container; any thread.
 */
public class GuardedHandshake extends ServerEndpointConfig.Configurator {
    private static final Logger LOG = System.getLogger(GuardedHandshake.class.getName());
    /** A connection's conduit, or why it has none. */
    private static final String CONDUIT = GuardedHandshake.class.getName() + ".conduit";
    private static final String REQUEST = "io.undertow.websockets.jsr.handshake.ExchangeHandshakeRequest";
    /** From the WebSocket request to the servlet's and to the server's. */
    private static final FieldPath EXCHANGE = new FieldPath("exchange", "exchange");
    private static final String UPGRADE = "upgradeListener";

    /** What was installed for a connection: a conduit, or the failure; null on another server. */
    static Object of(Session session) {
        return session.getUserProperties().get(CONDUIT);
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig connection, HandshakeRequest request, HandshakeResponse response) {
        if (request.getClass().getName().equals(REQUEST)) {
            connection.getUserProperties().put(CONDUIT, prepare(request));
        }
    }

    private static Object prepare(HandshakeRequest request) {
        try {
            GuardedConduit conduit = new GuardedConduit(System::nanoTime);
            Object exchange = EXCHANGE.end(request);
            Object server = exchange.getClass().getMethod("getConnection").invoke(exchange);
            Object upgrade = new FieldPath(UPGRADE).end(server);
            Field field = FieldPath.field(server.getClass(), UPGRADE);
            field.set(server, before(upgrade, field.getType(), conduit));
            return conduit;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            return unknown;
        }
    }

    /** Runs when a connection's handshake is answered; installs a conduit first. */
    private static Object before(Object upgrade, Class<?> type, GuardedConduit conduit) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                if (method.getName().equals("handleUpgrade")) {
                    put(conduit, arguments[0]);
                }
                return method.invoke(upgrade, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    /** The connection continues in any case: a missing guard is detected when the conduit is to be opened. */
    private static void put(GuardedConduit conduit, Object connection) {
        try {
            install(conduit, connection);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            LOG.log(Level.DEBUG, "Read past the guard: {0}", unknown.toString());
        }
    }

    private static void install(GuardedConduit conduit, Object connection) throws ReflectiveOperationException {
        Object source = connection.getClass().getMethod("getSourceChannel").invoke(connection);
        Method present = source.getClass().getMethod("getConduit");
        Class<?> type = present.getReturnType();
        source.getClass().getMethod("setConduit", type).invoke(source, conduit.before(present.invoke(source), type));
    }
}
