package stockchart.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real nginx before the three servers of a cluster, with the configuration of {@code .ci/try-cluster}. Test thread only. */
public final class BalancedNginx implements AutoCloseable {
    private static final Pattern CONFIGURATION = Pattern.compile("<<CONF\n(.*?)\nCONF\n", Pattern.DOTALL);

    private final URI address;
    private final Process process;

    /** Started, and listening, when this returns. @param servers three ports */
    public BalancedNginx(int port, List<Integer> servers) {
        address = URI.create("http://localhost:" + port + "/");
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("it.output"), "balancer").toAbsolutePath());
            Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, servers));
            String log = folder.resolve("nginx.log").toString();
            process = new ProcessBuilder(Nginx.program(), "-p", folder.toString(), "-e", log, "-c", configuration.toString())
                    .redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
        } catch (IOException failure) {
            throw new AssertionError("nginx does not start", failure);
        }
        DeployedWar all = new DeployedWar(address);
        Eventually.see("the balancer answers, see nginx.log in " + System.getProperty("it.output") + "/balancer",
                () -> process.isAlive() && answers(all), Boolean::booleanValue);
    }

    /** Of all servers as one. */
    public URI address() {
        return address;
    }

    private static boolean answers(DeployedWar all) {
        try {
            return all.get("api/health/live").statusCode() > 0;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private static String configuration(Path folder, int port, List<Integer> servers) throws IOException {
        Matcher text = CONFIGURATION.matcher(Files.readString(Path.of(".ci/try-cluster")));
        if (!text.find()) {
            throw new AssertionError(".ci/try-cluster has no configuration of nginx");
        }
        String filled = text.group(1).replace("$work", folder.toString()).replace("$first", Integer.toString(port))
                .replace("\\$", "$");
        for (int i = 0; i < servers.size(); i++) {
            filled = filled.replace("$((first + " + (i + 1) + "))", servers.get(i).toString());
        }
        return filled;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
