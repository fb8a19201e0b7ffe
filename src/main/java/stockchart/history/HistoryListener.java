package stockchart.history;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Has the last candles written when the application ends, see {@link History#stop}. Called by the server. */
@WebListener
public class HistoryListener implements ServletContextListener {
    @Inject
    private History history;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        history.stop();
    }
}
