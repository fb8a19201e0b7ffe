package stockchart.browser;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Says goodbye to all clients while the server can still send. When the process is told to end, Payara closes its sockets before
 * it tells the application anything, so the word comes from the virtual machine itself, which calls all its hooks at once; when
 * only the application is undeployed, it comes from the context's end.
 */
@WebListener
public class ShutdownListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(ShutdownListener.class.getName());

    @Inject
    private Browsers browsers;

    /** Null before the context has started. */
    private Thread goodbye;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        goodbye = new Thread(browsers::sendAway, "stock-chart-goodbye");
        Runtime.getRuntime().addShutdownHook(goodbye);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        browsers.sendAway();
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        } catch (IllegalStateException ending) {
            LOG.log(Level.DEBUG, "The process ends, its hooks run: {0}", ending.getMessage());
        }
    }
}
