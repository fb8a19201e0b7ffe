package stockchart.settings;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Stores the context path while it is available: it is needed later on threads without a request. */
@WebListener
public class OwnAddressListener implements ServletContextListener {
    @Inject
    private OwnAddress ownAddress;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ownAddress.servedAt(event.getServletContext().getContextPath());
    }
}
