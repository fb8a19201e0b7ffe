package stockchart.http;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The connection behind a request of Undertow, whose classes the WAR does not contain. Any thread. */
final class UndertowConnection implements RequestConnection {
    private static final Logger LOG = System.getLogger(UndertowConnection.class.getName());
    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private final Closeable connection;

    private UndertowConnection(Closeable connection) {
        this.connection = connection;
    }

    static boolean isOf(Object request) {
        return request.getClass().getName().equals(REQUEST);
    }

    static UndertowConnection of(Object request) throws ReflectiveOperationException {
        Object exchange = request.getClass().getMethod("getExchange").invoke(request);
        return new UndertowConnection((Closeable) exchange.getClass().getMethod("getConnection").invoke(exchange));
    }

    @Override
    public void cut() {
        try {
            connection.close();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "A connection had ended already: {0}", gone.toString());
        }
    }
}
