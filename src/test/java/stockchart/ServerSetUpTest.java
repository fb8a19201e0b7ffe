package stockchart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the servers' own files must contain, because a test that waits for an accident would be one of chance. */
class ServerSetUpTest {
    /** Payara's default holds 4,096 events and cuts the connection of the next one, whosever it is. */
    @Test
    void noEventOfAConnectionFallsOutOfTheQueueOfPayara() throws IOException {
        for (String file : List.of("pre-boot.asadmin", "server.asadmin")) {
            assertTrue(Files.readString(Path.of("payara-config", file)).contains("http-thread-pool.max-queue-size=-1\n"), file);
        }
    }

    /** Else Payara answers a body where none is expected by a stack trace, and whatever else a client can make it throw. */
    @Test
    void clientsCannotFillTheLogOfPayara() throws IOException {
        for (String file : List.of("pre-boot.asadmin", "server.asadmin")) {
            String commands = Files.readString(Path.of("payara-config", file));
            assertTrue(commands.contains("allow-payload-for-undefined-http-methods=true\n"), file);
        }
        String levels = Files.readString(Path.of("payara-config/logging.properties"));
        assertTrue(levels.contains("jakarta.enterprise.web.core.level=OFF\n"));
        assertTrue(levels.contains("org.glassfish.grizzly.filterchain.DefaultFilterChain.level=SEVERE\n"));
    }

    /** The heads of requests are the server's, and so is what the system keeps of answers that are not read. */
    @Test
    void wildFlyLimitsHeadsAndBuffers() throws IOException {
        String script = Files.readString(Path.of("wildfly-config/stock-chart.cli"));
        for (String listener : List.of("http-listener=default", "https-listener=https")) {
            for (String limit : List.of("request-parse-timeout,value=10000", "send-buffer,value=131072")) {
                assertTrue(script.contains(listener + ":write-attribute(name=" + limit), listener + " " + limit);
            }
        }
    }

    /** Its floods pass every limit of ours: a client's window that stays closed, pings, streams that are opened and reset. */
    @Test
    void noServerSpeaksHttp2() throws IOException {
        assertTrue(Files.readString(Path.of("payara-config/pre-boot.asadmin")).contains("http-listener.http.http2-enabled=false\n"));
        String server = Files.readString(Path.of("payara-config/server.asadmin"));
        for (String listener : List.of("http-listener-1", "http-listener-2")) {
            assertTrue(server.contains(listener + ".http.http2-enabled=false\n"), listener);
        }
        String script = Files.readString(Path.of("wildfly-config/stock-chart.cli"));
        for (String listener : List.of("http-listener=default", "https-listener=https")) {
            assertTrue(script.contains(listener + ":write-attribute(name=enable-http2,value=false)\n"), listener);
        }
        assertTrue(Files.readString(Path.of("liberty-config/server.xml")).contains(" protocolVersion=\"http/1.1\""));
    }
}
