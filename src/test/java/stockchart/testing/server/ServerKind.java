package stockchart.testing.server;

import java.io.IOException;
import java.util.List;

/** A make of application server. Test thread only. */
interface ServerKind {
    /**
     * Makes a server in the site's folder, set up as in the README, with the WAR deployed when it starts.
     *
     * @return the command that runs it, in the foreground, until its process is terminated
     */
    List<String> prepare(ServerSite site) throws IOException;

    /** Undeploys the application from a running server, where the README advises it before its process is terminated. */
    default void undeploy(ServerSite site) throws IOException {}

    /** The kind a Maven profile names. */
    static ServerKind named(String name) {
        return switch (name) {
            case "wildfly" -> new WildFly();
            case "payara-server" -> new PayaraServer();
            case "open-liberty" -> new OpenLiberty();
            default -> throw new IllegalArgumentException("No server is called " + name);
        };
    }
}
