package stockchart.testing;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real nginx before the deployed WAR, with TLS, a path of its own and the configuration that stands in docs/operate.md. Test
 * thread only.
 */
public final class Nginx implements AutoCloseable {
    private static final Pattern SNIPPET = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);
    /** Where a user's own path does not lead. */
    private static final String SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin";
    private static final String WHOLE = """
            daemon off;
            master_process off;
            pid nginx.pid;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              %s
            }
            """;

    private final URI address;
    private final HttpClient client;
    private final Process process;

    /** Started, and answering, when this returns. */
    public Nginx(DeployedWar war) {
        int port = Fork.port("proxy");
        address = URI.create("https://localhost:" + port + "/charts/");
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("it.output"), "nginx").toAbsolutePath());
            OwnCertificate own = OwnCertificate.in(folder);
            client = HttpClient.newBuilder().sslContext(own.trust()).version(HttpClient.Version.HTTP_1_1).build();
            Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(war, port, own));
            Path log = folder.resolve("error.log");
            process = new ProcessBuilder(program(), "-p", folder.toString(), "-e", log.toString(), "-c", configuration.toString())
                    .redirectErrorStream(true).redirectOutput(Redirect.to(folder.resolve("nginx.log").toFile())).start();
        } catch (IOException failure) {
            throw new AssertionError("nginx does not start", failure);
        }
        Eventually.see("nginx answers, see nginx.log and error.log in " + System.getProperty("it.output") + "/nginx",
                this::answers, Boolean::booleanValue);
    }

    /** The address of the proxy, with the path under which it offers the WAR. */
    public URI address() {
        return address;
    }

    /** A client that trusts the proxy's certificate. */
    public HttpClient client() {
        return client;
    }

    /** Requests a path relative to the proxy's address. */
    public HttpResponse<String> get(String path) {
        try {
            return ask(path);
        } catch (IOException failure) {
            throw new AssertionError("No answer for " + path, failure);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("nginx has ended, see " + System.getProperty("it.output") + "/nginx");
        }
        try {
            return ask("").statusCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> ask(String path) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(address.resolve(path)).timeout(Eventually.CEILING).build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** The one in docs/operate.md, with the ports and files of this run. */
    private static String configuration(DeployedWar war, int port, OwnCertificate own) throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(Path.of("docs/operate.md")));
        if (!snippet.find()) {
            throw new AssertionError("docs/operate.md has no configuration for nginx");
        }
        String text = snippet.group(1);
        text = replaced(text, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        text = replaced(text, "/etc/ssl/certs/stock-chart.pem", own.certificate().toString());
        text = replaced(text, "/etc/ssl/private/stock-chart.key", own.key().toString());
        text = replaced(text, "127.0.0.1:8080/stock-chart/", "127.0.0.1:" + war.address().getPort() + war.address().getPath());
        return WHOLE.formatted(text);
    }

    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError("The configuration in docs/operate.md for nginx no longer says " + from);
        }
        return text.replace(from, to);
    }

    static String program() throws IOException {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + SYSTEM_FOLDERS;
        Optional<Path> installed = Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable).findFirst();
        return (installed.isPresent() ? installed.get() : NginxPackage.program()).toString();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
