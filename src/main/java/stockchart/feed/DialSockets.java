package stockchart.feed;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.Writer;

/**
 * The sockets that Tyrus opens for one dial, to be closed at every stage: while it connects, in the TLS or the WebSocket handshake,
 * or when open. Tyrus itself leaves the socket of an interrupted handshake open, and queues each close behind the TLS handshake and
 * behind whatever is being written.
 *
 * <p>Tyrus hands a new timeout handler to its engine before it connects; from this one leads a chain of private fields to the filter
 * that owns the socket. All of them are in the WAR's own Tyrus, so they change with its version only, and a test would fail.
 *
 * <p>Any thread. Nothing here waits for the network, and once a dial has begun, closing loads no further class: after an undeployment
 * WildFly loads none.
 */
final class DialSockets {
    /** For {@link org.glassfish.tyrus.client.ClientManager#createClient(String)}; the client's properties hold the sockets. */
    static final String CONTAINER = Container.class.getName();
    /** The key of the sockets among the client's properties. */
    static final String PROPERTY = DialSockets.class.getName();
    private static final Chain CHAIN = Chain.ofTyrus();

    /** One for each request: Tyrus sends another one for a redirect or for credentials. */
    private final List<ClientEngine.TimeoutHandler> requests = new CopyOnWriteArrayList<>();

    /** Closes whatever is open. A socket opened later stays open: after an abort, the dialling thread closes once more. */
    void close() {
        for (ClientEngine.TimeoutHandler request : requests) {
            CHAIN.close(request);
        }
    }

    /** Tyrus on plain JDK channels, which keeps its sockets where they can be closed. Tyrus creates it by its name. */
    public static final class Container extends JdkClientContainer {
        @Override
        public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
                throws DeploymentException, IOException {
            DialSockets sockets = (DialSockets) properties.get(PROPERTY);
            super.openClientSocket(config, properties, new Engine(engine, sockets.requests));
        }
    }

    /** Notes the timeout handler of each request; everything else is Tyrus's. */
    private record Engine(ClientEngine tyrus, List<ClientEngine.TimeoutHandler> requests) implements ClientEngine {
        @Override
        public UpgradeRequest createUpgradeRequest(TimeoutHandler handler) {
            requests.add(handler);
            return tyrus.createUpgradeRequest(handler);
        }

        @Override
        public ClientUpgradeInfo processResponse(UpgradeResponse response, Writer writer, Connection.CloseListener listener) {
            return tyrus.processResponse(response, writer, listener);
        }

        @Override
        public void processError(Throwable failure) {
            tyrus.processError(failure);
        }
    }

    /**
     * Tyrus's private way from a timeout handler to the socket.
     *
     * @param handler of the proxy given to the engine: the handler itself, null until Tyrus is about to connect
     * @param queue of the handler: the top of the filters
     * @param below of a filter: the next one, null for the one that owns the socket
     * @param close of a filter: closes at once if it owns the socket
     */
    private record Chain(Field handler, Field queue, Field below, Method close) {
        private static Chain ofTyrus() {
            String container = JdkClientContainer.class.getName();
            try {
                ClassLoader tyrus = JdkClientContainer.class.getClassLoader();
                Class<?> filter = Class.forName(JdkClientContainer.class.getPackageName() + ".Filter", true, tyrus);
                Chain chain = new Chain(Class.forName(container + "$TimeoutHandlerProxy", true, tyrus).getDeclaredField("handler"),
                        Class.forName(container + "$1$1", true, tyrus).getDeclaredField("val$writeQueue"),
                        filter.getDeclaredField("downstreamFilter"), filter.getDeclaredMethod("close"));
                chain.handler.setAccessible(true);
                chain.queue.setAccessible(true);
                chain.below.setAccessible(true);
                chain.close.setAccessible(true);
                return chain;
            } catch (ReflectiveOperationException otherVersion) {
                throw new IllegalStateException("Another version of Tyrus; this class must follow it", otherVersion);
            }
        }

        void close(ClientEngine.TimeoutHandler request) {
            try {
                Object top = handler.get(request);
                Object filter = top == null ? null : queue.get(top);
                for (Object next = filter; next != null; next = below.get(next)) {
                    filter = next;
                }
                if (filter != null) {
                    close.invoke(filter);
                }
            } catch (InvocationTargetException noSocketYet) {
                // Tyrus finds no socket to close: it is about to open one, and the dialling thread closes that.
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
