package stockchart.testing.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import stockchart.testing.Eventually;
import stockchart.testing.SharedServer;

/**
 * A full application server that starts with a deployment and ends with it, as Payara Micro does. It is terminated as an operating
 * system does it, by SIGTERM. Test thread only, but for the end of a virtual machine that tests have left.
 */
public final class FullServer implements DeployableContainer<FullServerSettings> {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Several times what a start takes on a busy machine. */
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int UNREACHABLE = 0;

    private final ServerKind kind = ServerKind.named(System.getProperty("it.server"));
    private FullServerSettings settings;
    /** Set by each deployment. */
    private ServerSite site;
    /** Null while none runs. Guarded by this. */
    private Process process;

    @Override
    public Class<FullServerSettings> getConfigurationClass() {
        return FullServerSettings.class;
    }

    @Override
    public void setup(FullServerSettings configured) {
        settings = configured;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-of-" + configured.name()));
    }

    /** The server stays up for the next run of Arquillian in this virtual machine. */
    @Override
    public void stop() {
        // It ends when its application is undeployed, or with the virtual machine.
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            site = ServerSite.make(settings.name(), settings.port(), archive);
            start(site.process(kind.prepare(site)));
            awaitAnswer();
            SharedServer.endsBy(settings.name(), this::undeploy);
            return new ProtocolMetaData().addContext(new HTTPContext("localhost", settings.port()));
        } catch (IOException | AssertionError failure) {
            end();
            throw new DeploymentException("The server " + settings.name() + " did not come up", failure);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            undeploy();
        } catch (IOException failure) {
            throw new DeploymentException("The application could not be taken from " + settings.name(), failure);
        }
    }

    /** Ends the application, and then the server. */
    private void undeploy() throws IOException {
        try {
            kind.undeploy(site);
        } finally {
            end();
        }
    }

    private synchronized void start(ProcessBuilder server) throws IOException {
        process = server.start();
    }

    private void awaitAnswer() {
        String root = site.contextRoot().equals("/") ? "" : site.contextRoot();
        URI live = URI.create("http://localhost:" + site.port() + root + "/api/health/live");
        int status = Eventually.see("an answer of the WAR, see " + site.log(), START, () -> status(live),
                answer -> answer == OK || !runs());
        if (status != OK) {
            throw new AssertionError("The server has ended, see " + site.log());
        }
    }

    private synchronized boolean runs() {
        return process != null && process.isAlive();
    }

    /** The HTTP status of an address, or that there is no answer. */
    private static int status(URI address) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(address).timeout(Eventually.CEILING).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return UNREACHABLE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** The server may be a child of the script that started it, which neither hands a signal on nor waits for it. */
    private synchronized void end() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, END.toSeconds(), TimeUnit.SECONDS).join();
        all.forEach(ProcessHandle::destroyForcibly);
        process = null;
    }
}
