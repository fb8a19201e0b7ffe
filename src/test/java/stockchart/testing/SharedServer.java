package stockchart.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * A server with one deployment that several test classes share: the first one that needs it starts it, and it runs until the tests
 * end or a class stops it. Test thread only.
 */
public final class SharedServer {
    private static final Map<String, Closeable> ENDS = new HashMap<>();

    private final String name;
    private final String path;
    private boolean running;
    /** The run of Arquillian that has deployed it; later ones do not know the deployment. */
    private int run;

    /**
     * @param name of both the container in arquillian.xml and the deployment
     * @param path where the WAR is deployed, with a slash at the end
     */
    SharedServer(String name, String path) {
        this.name = name;
        this.path = path;
    }

    /** Says how the application and the server of a name end, other than by the end of the process. */
    public static void endsBy(String name, Closeable end) {
        ENDS.put(name, end);
    }

    /** The deployed WAR; deploys it first if need be. */
    public DeployedWar deployed(Deployer deployer) {
        if (!running) {
            try {
                deployer.deploy(name);
                running = true;
                run = ServersStayUp.runs();
            } finally {
                if (!running) {
                    // One that came up too late would keep the port from the next that is started.
                    ServerProcesses.end(name);
                }
            }
        }
        return new DeployedWar(URI.create("http://localhost:" + Fork.port(name) + path));
    }

    /** What the deployer of the earlier run would do. The adapter of Payara Micro ends the process. */
    private void undeploy() {
        try {
            ENDS.getOrDefault(name, () -> ServerProcesses.end(name)).close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the application and the server. */
    public void stop(Deployer deployer) {
        if (run == ServersStayUp.runs()) {
            deployer.undeploy(name);
        } else {
            undeploy();
        }
        running = false;
    }
}
