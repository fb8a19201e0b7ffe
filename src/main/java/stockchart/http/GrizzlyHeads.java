package stockchart.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.Transport;

/**
 * The heads of requests that arrive at a listener of Payara, which gives each byte of them a time and not the whole. Only a
 * connection whose request has begun and whose head is not there yet is looked at: not one that is idle, not a WebSocket, and none
 * that another application answers. Loaded where Grizzly is only. Any thread.
 */
final class GrizzlyHeads extends ConnectionProbe.Adapter implements RequestHeads {
    private static final Logger LOG = System.getLogger(GrizzlyHeads.class.getName());
    /** Where Grizzly keeps the request that is being read; of a type of its HTTP module. */
    private static final String REQUEST = "org.glassfish.grizzly.http.HttpServerFilter.HttpRequest";
    private static final String PARSING = "org.glassfish.grizzly.http.HttpPacketParsing";
    private static final long NO_HEAD = Long.MIN_VALUE;

    private final Transport transport;
    private final LongSupplier nanoTime;
    /** The listener's connections, and since when each is seen with a part of a head. */
    private final Map<Connection<?>, Long> connections = new ConcurrentHashMap<>();

    private GrizzlyHeads(Transport transport, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
    }

    /** Watches over the connections that a listener accepts from now on. */
    static GrizzlyHeads of(Transport transport, LongSupplier nanoTime) {
        GrizzlyHeads heads = new GrizzlyHeads(transport, nanoTime);
        transport.getConnectionMonitoringConfig().addProbes(heads);
        return heads;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onAcceptEvent(Connection listener, Connection accepted) {
        connections.put(accepted, NO_HEAD);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onCloseEvent(Connection closed) {
        connections.remove(closed);
    }

    @Override
    public void sweep() {
        long now = nanoTime.getAsLong();
        connections.forEach((connection, since) -> {
            if (!connection.isOpen()) {
                connections.remove(connection);
            } else if (!hasPartOfHead(connection)) {
                if (since != NO_HEAD) {
                    connections.replace(connection, NO_HEAD);
                }
            } else if (since == NO_HEAD) {
                connections.replace(connection, now);
            } else if (now - since >= LIMIT.toNanos()) {
                connection.terminateSilently();
            }
        });
    }

    private static boolean hasPartOfHead(Connection<?> connection) {
        Object request = connection.getAttributes().getAttribute(REQUEST);
        if (request == null) {
            return false;
        }
        try {
            Method isParsed = Class.forName(PARSING, false, request.getClass().getClassLoader()).getMethod("isHeaderParsed");
            return !(boolean) isParsed.invoke(request);
        } catch (ReflectiveOperationException | LinkageError unknown) {
            LOG.log(Level.DEBUG, "Heads of requests are left to the server: {0}", unknown.toString());
            return false;
        }
    }

    @Override
    public void close() {
        transport.getConnectionMonitoringConfig().removeProbes(this);
        connections.clear();
    }
}
