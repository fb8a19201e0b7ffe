package stockchart.history.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** Drivers register themselves when they are loaded, and would keep the class loader of an undeployed application. Stateless. */
final class LoadedDrivers {
    private static final Logger LOG = System.getLogger(LoadedDrivers.class.getName());

    private LoadedDrivers() {}

    /** Has the {@code DriverManager} forget those of this application. */
    static void deregister() {
        ClassLoader own = LoadedDrivers.class.getClassLoader();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == own) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException | SecurityException kept) {
                    LOG.log(Level.DEBUG, "A driver stays registered: {0}", kept.toString());
                }
            }
        }
    }
}
