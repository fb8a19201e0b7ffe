package stockchart.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The product's version, put into a resource by the build. Immutable. */
final class Version {
    private static final String RESOURCE = "/stockchart/version.properties";

    private Version() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The WAR lacks " + RESOURCE, unreadable);
        }
        return properties.getProperty("version");
    }
}
