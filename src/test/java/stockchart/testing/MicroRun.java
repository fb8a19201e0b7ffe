package stockchart.testing;

import java.io.IOException;
import java.nio.file.Path;

/** Payara Micro as the README's run command starts it, on a port of the tests. Stateless. */
public final class MicroRun {
    private MicroRun() {}

    /** @param log where the process writes what a user would read in the terminal */
    public static Process start(Path war, Path log) throws IOException {
        return start(war, Fork.port("wrong"), log);
    }

    /** As {@link #start(Path, Path)}, on another port. */
    public static Process start(Path war, int port, Path log) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx512m", "-DSTOCKCHART_EXIT_IF_WRONG=true",
                "-jar", System.getenv("MICRO_JAR"), "--deploy", war.toString(), "--contextRoot", "/",
                "--port", String.valueOf(port), "--nohazelcast",
                "--prebootcommandfile", "payara-config/pre-boot.asadmin",
                "--logproperties", "payara-config/logging.properties")
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }
}
