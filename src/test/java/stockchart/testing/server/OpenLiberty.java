package stockchart.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Open Liberty with the configuration of this project. */
final class OpenLiberty implements ServerKind {
    private static final Path CONFIGURATION = Path.of("liberty-config/server.xml");
    private static final String SERVER = "stock-chart";

    @Override
    public List<String> prepare(ServerSite site) throws IOException {
        Path server = Files.createDirectories(site.folder().resolve("servers").resolve(SERVER));
        Files.copy(CONFIGURATION, server.resolve("server.xml"));
        Files.writeString(server.resolve("bootstrap.properties"),
                String.join("\n", "http.port=" + site.port(), "context.root=" + site.contextRoot(), "war=" + site.war(), ""));
        return List.of(site.home().resolve("bin/server").toString(), "run", SERVER);
    }
}
