package stockchart.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import stockchart.platform.ContainerRequest;

/**
 * The connection of a request. No standard gives access to it: it is reached by the names of fields and methods, and on an unknown
 * server that server's own limits apply. Any thread.
 */
public interface RequestConnection {
    /** Closes it at once, whatever is in progress. */
    void cut();

    /** Buffers no more of an answer than what is sent now, so that a client that does not read costs no memory. */
    default void hold() {}

    /**
     * Ends an answer, all of which was sent.
     *
     * @param end notifies the server
     * @param turns runs what connections do, in the order of their requests
     */
    default void end(Runnable end, Executor turns) {
        end.run();
    }

    /** Has the heads of requests watched that arrive by the same listener. @param watched those that are */
    default void watchHeadTimeouts(Map<Object, HeadTimeouts> watched) {}

    /** The connection of a request. */
    static RequestConnection of(HttpServletRequest request) {
        ServletRequest own = ContainerRequest.unwrap(request);
        try {
            return UndertowConnection.isOf(own) ? UndertowConnection.of(own) : GrizzlyConnection.of((HttpServletRequest) own);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            System.getLogger(RequestConnection.class.getName()).log(Level.DEBUG, "No connection known: {0}", unknown.toString());
            return () -> { };
        }
    }

    /** The request heads that arrive at one listener of a server that does not limit their time itself. Any thread. */
    interface HeadTimeouts {
        /** From its first byte to its last. */
        Duration LIMIT = Duration.ofSeconds(10);

        /** Closes connections whose heads are overdue. To be called twice a second. */
        void sweep();

        /** Stops watching. */
        void close();
    }
}
