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
 * Says goodbye to all clients while the server can still send. When the process is told to end, Payara closes its sockets before
 * it tells the application anything, so the word comes from the virtual machine itself, which calls all its hooks at once. When
 * only the application is undeployed, it comes from the end of a servlet: by the time listeners hear of it, WildFly has closed
 * all connections.
 */
@WebListener
public class ShutdownListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(ShutdownListener.class.getName());

    @Inject
    private Clients clients;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Thread goodbye = new Thread(clients::sendAwayBeforeProcessEnds, "stock-chart-goodbye");
        Runtime.getRuntime().addShutdownHook(goodbye);
        event.getServletContext().addServlet("goodbye", new Goodbyes(() -> undeploy(goodbye))).setLoadOnStartup(0);
    }

    private void undeploy(Thread goodbye) {
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
            clients.sendAway();
        } catch (IllegalStateException ending) {
            LOG.log(Level.DEBUG, "The process ends, its hooks run: {0}", ending.getMessage());
            clients.sendAwayAtOnce();
        }
    }

    /** Has no address: it is there to be told of its end, before anything else of the application. */
    private static final class Goodbyes extends GenericServlet {
        private static final long serialVersionUID = 1L;

        private final transient Runnable onEnd;

        Goodbyes(Runnable onEnd) {
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
