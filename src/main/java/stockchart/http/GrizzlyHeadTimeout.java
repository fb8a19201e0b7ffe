package stockchart.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.Transport;
import stockchart.http.RequestConnection.HeadTimeouts;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * Closes connections of Payara whose request head does not arrive in time: Payara limits the wait for each byte, not for the whole
 * head. A connection is tracked from a read until a sweep finds no incomplete head on it, so idle connections and WebSockets are
 * left alone. Loaded where Grizzly is only. Any thread.
 *
 * <p>Grizzly copies the transport's probes to a connection when it creates it. The listening connection is older than this probe,
 * so {@code onAcceptEvent} is never called, and only connections accepted after the listener's first request are tracked.
 */
final class GrizzlyHeadTimeout extends ConnectionProbe.Adapter implements HeadTimeouts {
    private static final Logger LOG = System.getLogger(GrizzlyHeadTimeout.class.getName());
    /** Where Grizzly keeps the request that is being read; of a type of its HTTP module. */
    private static final String REQUEST = "org.glassfish.grizzly.http.HttpServerFilter.HttpRequest";
    private static final String PARSING = "org.glassfish.grizzly.http.HttpPacketParsing";
    /** Grizzly has parsed what it has read by then. */
    private static final Duration PARSED = Duration.ofMillis(500);

    private final Transport transport;
    private final LongSupplier nanoTime;
    private final RateLimitedLog ended = new RateLimitedLog(LOG, Level.WARNING);
    /** Connections that may have an incomplete head, and the time of the first read since they had none. */
    private final Map<Connection<?>, Long> begun = new ConcurrentHashMap<>();

    private GrizzlyHeadTimeout(Transport transport, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
    }

    /** Watches the connections that a listener accepts from now on. */
    static GrizzlyHeadTimeout of(Transport transport, LongSupplier nanoTime) {
        GrizzlyHeadTimeout heads = new GrizzlyHeadTimeout(transport, nanoTime);
        transport.getConnectionMonitoringConfig().addProbes(heads);
        return heads;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onReadEvent(Connection connection, Buffer data, int size) {
        begun.putIfAbsent(connection, nanoTime.getAsLong());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onCloseEvent(Connection closed) {
        begun.remove(closed);
    }

    @Override
    public void sweep() {
        long now = nanoTime.getAsLong();
        begun.forEach((connection, since) -> {
            if (now - since < PARSED.toNanos()) {
                return;
            }
            if (!connection.isOpen() || !hasPartOfHead(connection)) {
                begun.remove(connection);
            } else if (now - since >= LIMIT.toNanos()) {
                begun.remove(connection);
                connection.terminateSilently();
                ended.log(() -> "Closed a connection: its request head was incomplete after " + LIMIT.toSeconds() + " s");
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
        begun.clear();
    }
}
