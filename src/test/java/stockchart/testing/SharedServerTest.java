package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedServerTest {
    private final List<Process> started = new ArrayList<>();

    /** What a server is here: a process that runs until it is terminated. */
    static final class Lasting {
        private Lasting() {}

        public static void main(String[] arguments) throws IOException {
            System.in.read();
        }
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aServerThatIsLateIsEndedBeforeAnotherIsStarted() {
        Process other = start("another-one");
        SharedServer server = new SharedServer("late-one", "/");
        Deployer late = deployer(() -> {
            assertTrue(started.stream().filter(process -> process != other).noneMatch(Process::isAlive), "the port is taken");
            start("late-one");
            throw new IllegalStateException("It did not come up in time");
        });
        for (int attempt = 0; attempt < 2; attempt++) {
            assertEquals("It did not come up in time",
                    assertThrows(IllegalStateException.class, () -> server.deployed(late)).getMessage());
        }
        assertTrue(other.isAlive());
        assertFalse(started.get(1).isAlive() || started.get(2).isAlive());
    }

    private Process start(String name) {
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dit.server=" + name, "-cp", Path.of("target/test-classes").toString(), Lasting.class.getName()).start();
            started.add(process);
            Eventually.see("its command line", () -> List.of(process.info().arguments().orElse(new String[0])),
                    arguments -> arguments.contains("-Dit.server=" + name));
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Deployer deployer(Runnable deployment) {
        return new Deployer() {
            @Override
            public void deploy(String name) {
                deployment.run();
            }

            @Override
            public void undeploy(String name) {
                throw new AssertionError("It was never deployed");
            }

            @Override
            public InputStream getDeployment(String name) {
                throw new AssertionError("SharedServer does not call it");
            }
        };
    }
}
