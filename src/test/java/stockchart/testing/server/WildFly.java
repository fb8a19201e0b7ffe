package stockchart.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WildFly as it is shipped, {@code standalone.xml}, after this project's script. */
final class WildFly implements ServerKind {
    private static final int HTTP_PORT = 8080;
    private static final int MANAGEMENT_PORT = 9990;
    private static final Path SCRIPT = Path.of("wildfly-config/stock-chart.cli");

    /** Whether this virtual machine has run the script: what it makes is the same for every server. */
    private static boolean isScriptRun;

    @Override
    public List<String> prepare(ServerSite site) throws IOException {
        Path model = site.folder().resolveSibling("after-script");
        if (!isScriptRun) {
            runScript(site, model);
            isScriptRun = true;
        }
        ServerSite.copy(model.resolve("configuration"), site.folder().resolve("configuration"));
        String base = "jboss.server.base.dir=" + site.folder();
        Path deployments = Files.createDirectories(site.folder().resolve("deployments"));
        Files.move(site.war(), deployments.resolve(site.war().getFileName()));
        return List.of(site.home().resolve("bin/standalone.sh").toString(), "-D" + base, "-b", "127.0.0.1",
                "-Djboss.socket.binding.port-offset=" + site.portOffset(HTTP_PORT));
    }

    private static void runScript(ServerSite site, Path folder) throws IOException {
        ServerSite.delete(folder);
        ServerSite.copy(site.home().resolve("standalone/configuration"), folder.resolve("configuration"));
        Path properties = Files.writeString(folder.resolve("cli.properties"), "jboss.server.base.dir=" + folder + "\n");
        site.run(List.of(site.home().resolve("bin/jboss-cli.sh").toString(), "--properties=" + properties, "--file=" + SCRIPT));
    }

    @Override
    public void undeploy(ServerSite site) throws IOException {
        site.run(List.of(site.home().resolve("bin/jboss-cli.sh").toString(), "--connect",
                "--controller=127.0.0.1:" + (MANAGEMENT_PORT + site.portOffset(HTTP_PORT)),
                "/deployment=" + site.war().getFileName() + ":undeploy"));
    }
}
