package stockchart.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The connection that a request came by. No standard has a way to it: it is reached by the names of fields and methods, and a
 * server whose names are not known is left to its own limits. Any thread.
 */
public interface RequestConnection {
    /** Ends it at once, whatever is under way. */
    void cut();

    /** Takes no more of an answer than what goes over the line now, so that a client that does not read costs no memory. */
    default void hold() {}

    /**
     * Ends an answer, all of which has gone over the line.
     *
     * @param end tells the server so
     * @param turns runs what connections do in the order in which they ask
     */
    default void end(Runnable end, Executor turns) {
        end.run();
    }

    /** Sees to it that the heads of requests are watched which come by the same listener. @param watched those that are */
    default void watchHeads(Map<Object, RequestHeads> watched) {}

    /** The connection of a request. */
    static RequestConnection of(HttpServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        try {
            return UndertowConnection.isOf(own) ? UndertowConnection.of(own) : GrizzlyConnection.of((HttpServletRequest) own);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            System.getLogger(RequestConnection.class.getName()).log(Level.DEBUG, "No connection known: {0}", unknown.toString());
            return () -> { };
        }
    }

    /** The heads of requests that arrive at a listener of a server that does not limit their time itself. Any thread. */
    interface RequestHeads {
        /** From its first byte to its last. */
        Duration LIMIT = Duration.ofSeconds(10);

        /** Ends the connections whose heads are overdue. To be called twice a second. */
        void sweep();

        /** Watches no longer. */
        void close();
    }
}
