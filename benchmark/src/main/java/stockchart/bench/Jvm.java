package stockchart.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Queries a running virtual machine with the tools of this one. Stateless; each call waits for the answer. */
final class Jvm {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private Jvm() {}

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** The bytes of all live objects; collects garbage first. */
    static long liveHeap(long pid) throws IOException {
        Matcher total = TOTAL.matcher(ask(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("No total in the class histogram of process " + pid);
        }
        return Long.parseLong(total.group(1));
    }

    /** The bytes of all buffers outside the heap. */
    static long directBuffers(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                ObjectName direct = new ObjectName("java.nio:type=BufferPool,name=direct");
                return (long) connector.getMBeanServerConnection().getAttribute(direct, "MemoryUsed");
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | JMException failure) {
            throw new IOException("Process " + pid + " does not report its buffers", failure);
        }
    }

    static String ask(long pid, String... command) {
        List<String> line = new ArrayList<>(List.of(tool("jcmd"), Long.toString(pid)));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
