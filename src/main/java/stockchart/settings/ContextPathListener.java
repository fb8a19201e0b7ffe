package stockchart.settings;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Stores the context path while it is available: it is needed later on threads without a request. */
@WebListener
public class ContextPathListener implements ServletContextListener {
    @Inject
    private LocalUrl localUrl;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        localUrl.servedAt(event.getServletContext().getContextPath());
    }
}
