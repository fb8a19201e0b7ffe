package stockchart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A WildFly as it is shipped, {@code standalone.xml}, with the WAR at {@code /}. Its virtual machine is started without the
 * script around it, so that the process that is measured is the server, and without the script's limit of 512 MB for the heap,
 * so that it has what Payara Micro has. Stateless.
 */
final class WildFly {
    /** What WildFly's {@code common.sh} opens up for it. */
    private static final List<String> EXPORTED = List.of("java.desktop/sun.awt", "java.naming/com.sun.jndi.ldap",
            "java.naming/com.sun.jndi.url.ldap", "java.naming/com.sun.jndi.url.ldaps", "jdk.naming.dns/com.sun.jndi.dns");
    private static final List<String> OPENED = List.of("java.base/java.lang", "java.base/java.lang.invoke",
            "java.base/java.lang.reflect", "java.base/java.io", "java.base/java.net", "java.base/java.security",
            "java.base/java.util", "java.base/java.util.concurrent", "java.management/javax.management",
            "java.naming/javax.naming");

    private WildFly() {}

    /** Makes a server's folder anew: its configuration, and the WAR under the name that means the path {@code /}. */
    static void prepare(Path home, Path base, Path war) throws IOException {
        delete(base);
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(war, base.resolve("deployments/ROOT.war"));
    }

    /**
     * Starts it on the loopback interface.
     *
     * @param javaOptions for its virtual machine, beside those it cannot do without
     * @param ports free ones for HTTP, HTTPS and management
     */
    static List<String> command(Path home, Path base, List<String> javaOptions, int... ports) {
        List<String> command = new ArrayList<>(List.of(Jvm.tool("java"), "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true", "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties")));
        EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString(), "-mp", home.resolve("modules").toString(),
                "org.jboss.as.standalone", "-Djboss.home.dir=" + home, "-Djboss.server.base.dir=" + base,
                "-b", "127.0.0.1", "-bmanagement", "127.0.0.1", "-Djboss.http.port=" + ports[0],
                "-Djboss.https.port=" + ports[1], "-Djboss.management.http.port=" + ports[2]));
        return command;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new IOException("There is no WildFly in " + from + "; the profile bench-wildfly brings it");
        }
        try (Stream<Path> inside = Files.walk(from)) {
            for (Path path : inside.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
