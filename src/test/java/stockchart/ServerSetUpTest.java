package stockchart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the servers' own files must say, because a test that waits for an accident would be one of chance. */
class ServerSetUpTest {
    /** Payara's default holds 4,096 events and cuts the connection of the next one, whosever it is. */
    @Test
    void noEventOfAConnectionFallsOutOfTheQueueOfPayara() throws IOException {
        for (String file : List.of("pre-boot.asadmin", "server.asadmin")) {
            assertTrue(Files.readString(Path.of("payara-config", file)).contains("http-thread-pool.max-queue-size=-1\n"), file);
        }
    }
}
