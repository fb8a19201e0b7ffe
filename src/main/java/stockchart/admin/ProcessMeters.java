package stockchart.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the server's process uses, all applications in it together. Processors and garbage collection are not left to Micrometer:
 * its processor metrics need classes that WildFly hides from applications, and its collection metrics are missing before the first
 * collection.
 */
final class ProcessMeters {
    private static final double NANOS = 1e9;

    private ProcessMeters() {}

    static void register(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> collections(registry, collector));
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        FunctionCounter.builder("process.cpu.seconds", beans, all -> system(all, "ProcessCpuTime") / NANOS)
                .description("time of processors that the process has used").register(registry);
        Gauge.builder("process.cpu.usage", beans, all -> system(all, "ProcessCpuLoad"))
                .description("share of all processors' time that the process uses").register(registry);
        Gauge.builder("system.cpu.usage", beans, all -> system(all, "CpuLoad"))
                .description("share of all processors' time that the machine uses").register(registry);
        Gauge.builder("system.cpus", beans, all -> system(all, "AvailableProcessors"))
                .description("available processors").register(registry);
    }

    private static void collections(MeterRegistry registry, GarbageCollectorMXBean collector) {
        FunctionTimer.builder("jvm.gc.collection", collector, GarbageCollectorMXBean::getCollectionCount,
                        GarbageCollectorMXBean::getCollectionTime, TimeUnit.MILLISECONDS)
                .description("collections of garbage and how long they took").tag("gc", collector.getName()).register(registry);
    }

    /** A figure of the operating system from the virtual machine; not a number if it is not available. */
    private static double system(MBeanServer beans, String attribute) {
        try {
            return ((Number) beans.getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute))
                    .doubleValue();
        } catch (JMException untold) {
            return Double.NaN;
        }
    }
}
