package stockchart.testing;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server of the tests holds in its heap, and which classes it has loaded. Stateless. */
public final class ServerHeap {
    private ServerHeap() {}

    /**
     * How many bytes its live objects take. A histogram collects the garbage and counts in one stop of all threads; a server under
     * load would fill tens of megabytes anew between a collection and a measurement.
     *
     * @param server its name in arquillian.xml
     */
    public static long used(String server) {
        String total = jcmd(server, "GC.class_histogram").lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    /** The names of all classes that are loaded, by whichever application. @param server its name in arquillian.xml */
    public static List<String> classes(String server) {
        return jcmd(server, "VM.class_hierarchy").lines()
                .map(line -> line.replaceFirst("^[|\\- ]*", "").replaceFirst("/.*", "")).toList();
    }

    private static String jcmd(String server, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process started = new ProcessBuilder(jcmd.toString(), process(server), command).redirectErrorStream(true).start();
            String answer = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new AssertionError("jcmd ended with " + started.exitValue() + ": " + answer);
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** The server's process, which has its name among its system properties. */
    private static String process(String server) {
        Set<String> ours = ProcessHandle.current().descendants().map(child -> String.valueOf(child.pid()))
                .collect(Collectors.toSet());
        return VirtualMachine.list().stream().map(VirtualMachineDescriptor::id)
                .filter(id -> ours.contains(id) && name(id).equals(server))
                .findFirst().orElseThrow(() -> new AssertionError("No process of a server called " + server));
    }

    private static String name(String process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(process);
            try {
                return machine.getSystemProperties().getProperty("it.server", "");
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException otherOrGone) {
            return "";
        }
    }
}
