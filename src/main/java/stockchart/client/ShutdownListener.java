package stockchart.client;

import jakarta.inject.Inject;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Closes all connections while the server can still send. When the process is terminated, Payara closes its sockets before it
 * notifies the application, so a shutdown hook of the virtual machine starts the draining. When only the application is undeployed,
 * the end of a servlet does: by the time listeners are notified, WildFly has closed all connections.
 */
@WebListener
public class ShutdownListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(ShutdownListener.class.getName());

    @Inject
    private Clients clients;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Thread drain = new Thread(clients::drainBeforeProcessEnds, "stock-chart-drain");
        Runtime.getRuntime().addShutdownHook(drain);
        event.getServletContext().addServlet("drain", new EndOfServlets(() -> undeploy(drain))).setLoadOnStartup(0);
    }

    private void undeploy(Thread drain) {
        try {
            Runtime.getRuntime().removeShutdownHook(drain);
            clients.drain();
        } catch (IllegalStateException ending) {
            LOG.log(Level.DEBUG, "The process ends, its hooks run: {0}", ending.getMessage());
            clients.closeAtOnce();
        }
    }

    /** Has no address: it exists to be destroyed before any other part of the application. */
    private static final class EndOfServlets extends GenericServlet {
        private static final long serialVersionUID = 1L;

        private final transient Runnable onEnd;

        EndOfServlets(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException("Nothing leads here");
        }

        @Override
        public void destroy() {
            onEnd.run();
        }
    }
}
