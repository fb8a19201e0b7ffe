package stockchart.settings;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Hands the context path on while it is at hand: those who need it later run on threads without a request. */
@WebListener
public class OwnAddressListener implements ServletContextListener {
    @Inject
    private OwnAddress ownAddress;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ownAddress.servedAt(event.getServletContext().getContextPath());
    }
}
