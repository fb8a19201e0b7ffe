package stockchart.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Payara Server as it is shipped, a domain of its own, started with this project's commands. */
final class PayaraServer implements ServerKind {
    /** How far a domain's HTTP port is from its port base. */
    private static final int HTTP_FROM_BASE = 80;
    private static final Path COMMANDS = Path.of("payara-config/server.asadmin");
    private static final String LEVELS = """

            jakarta.enterprise.web.core.level=OFF
            org.glassfish.grizzly.filterchain.DefaultFilterChain.level=SEVERE
            """;
    private static final String DOMAIN = "stock-chart";

    @Override
    public List<String> prepare(ServerSite site) throws IOException {
        String asadmin = site.home().resolve("bin/asadmin").toString();
        String domains = site.folder().toString();
        // A port that the server before this one has just left counts as taken, and can be had all the same.
        site.run(List.of(asadmin, "--user", "admin", "create-domain", "--nopassword", "--checkports=false", "--domaindir", domains,
                "--portbase", String.valueOf(site.portOffset(HTTP_FROM_BASE)), DOMAIN));
        // What set-log-levels, documented in the commands' first lines, writes there.
        Files.writeString(site.folder().resolve(DOMAIN).resolve("config/logging.properties"), LEVELS, StandardOpenOption.APPEND);
        Path deploy = Files.writeString(site.folder().resolve("deploy.asadmin"),
                "deploy --name " + site.application() + " --contextroot " + site.contextRoot() + " " + site.war() + "\n");
        return List.of(asadmin, "start-domain", "--verbose", "--domaindir", domains,
                "--prebootcommandfile", COMMANDS.toAbsolutePath().toString(), "--postbootcommandfile", deploy.toString(), DOMAIN);
    }
}
