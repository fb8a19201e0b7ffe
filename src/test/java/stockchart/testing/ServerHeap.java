package stockchart.testing;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server of the tests holds in its heap, and which classes it has loaded. Stateless. */
public final class ServerHeap {
    private ServerHeap() {}

    /** How many bytes are left in use after a collection of garbage. @param server its name in arquillian.xml */
    public static long used(String server, DeployedWar war) {
        collect(server);
        Exposition metrics = Exposition.of(war.get("api/metrics").body());
        return metrics.samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("jvm_memory_used_bytes") && sample.getKey().contains("area=\"heap\""))
                .mapToLong(sample -> sample.getValue().longValue()).sum();
    }

    /** The names of all classes that are loaded, by whichever application. @param server its name in arquillian.xml */
    public static List<String> classes(String server) {
        try {
            Process jcmd = jcmd(server, "VM.class_hierarchy").redirectErrorStream(true).start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new AssertionError("jcmd ended with " + jcmd.exitValue() + ": " + answer);
            }
            return answer.lines().map(line -> line.replaceFirst("^[|\\- ]*", "").replaceFirst("/.*", "")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    private static ProcessBuilder jcmd(String server, String command) {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), process(server), command);
    }

    private static void collect(String server) {
        try {
            int status = jcmd(server, "GC.run")
                    .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start().waitFor();
            if (status != 0) {
                throw new AssertionError("jcmd ended with " + status);
            }
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
