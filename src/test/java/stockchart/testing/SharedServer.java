package stockchart.testing;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * A server with one deployment that several test classes share: the first one that needs it starts it, and it runs until the tests
 * end or a class stops it. Test thread only.
 */
public final class SharedServer {
    private final String name;
    private final String path;
    private boolean running;

    /**
     * @param name of both the container in arquillian.xml and the deployment
     * @param path where the WAR is deployed, with a slash at the end
     */
    SharedServer(String name, String path) {
        this.name = name;
        this.path = path;
    }

    /** The deployed WAR; deploys it first if need be. */
    public DeployedWar deployed(Deployer deployer) {
        if (!running) {
            try {
                deployer.deploy(name);
                running = true;
            } finally {
                if (!running) {
                    // One that came up too late would keep the port from the next that is started.
                    ServerProcesses.end(name);
                }
            }
        }
        return new DeployedWar(URI.create("http://localhost:" + System.getProperty("it." + name + ".port") + path));
    }

    /** Ends the application and the server. */
    public void stop(Deployer deployer) {
        deployer.undeploy(name);
        running = false;
    }
}
