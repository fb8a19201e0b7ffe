package stockchart.testing.server;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What arquillian.xml contains about one server. Filled by Arquillian, not changed after that. */
public final class FullServerSettings implements ContainerConfiguration {
    private String name;
    private int port;

    /** @param name of the server's folder and log */
    public void setName(String name) {
        this.name = name;
    }

    /** @param port for HTTP */
    public void setPort(Integer port) {
        this.port = port;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    @Override
    public void validate() {
        if (name == null || port == 0) {
            throw new ConfigurationException("A server in arquillian.xml needs a name and a port");
        }
    }
}
