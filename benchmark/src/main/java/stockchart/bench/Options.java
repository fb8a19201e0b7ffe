package stockchart.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line chose, from system properties that begin with {@code bench.}.
 *
 * @param hotPath whether the steps inside the server are timed first, without one
 * @param cluster whether several servers with one key are timed
 * @param page whether the page is timed at the end, in a browser
 * @param rounds how often all workloads are run
 * @param warmUp seconds under load before the measured ones
 * @param plain whether stock-chart's browsers speak plain Finnhub instead of its own subprotocol
 * @param record whether the flight recorder runs in the measured seconds
 * @param javaOptions for the virtual machines that run our WAR
 * @param sources the project's folder
 * @param work where servers keep their files and logs
 */
record Options(boolean hotPath, boolean cluster, boolean page, List<Workload> workloads, List<String> servers, int rounds,
        int warmUp, int seconds, boolean plain, boolean record, List<String> javaOptions, Path sources, Path work) {
    static Options read() {
        return new Options(
                List.of(text("workloads", "").split(",")).contains(HotPath.NAME),
                List.of(text("workloads", "").split(",")).contains(ClusterRun.NAME),
                List.of(text("workloads", "").split(",")).contains(OnPage.NAME),
                Workload.named(text("workloads", "quiet")),
                List.of(text("servers", "stock-chart,node").split(",")),
                Integer.parseInt(text("rounds", "1")),
                Integer.parseInt(text("warmup", "120")),
                Integer.parseInt(text("seconds", "20")),
                Boolean.parseBoolean(text("plain", "false")),
                Boolean.parseBoolean(text("record", "false")),
                List.of(text("java", "").split(" ")).stream().filter(option -> !option.isBlank()).toList(),
                Path.of(text("sources", ".")).toAbsolutePath(),
                Path.of(text("work", "target/bench")).toAbsolutePath());
    }

    private static String text(String name, String otherwise) {
        String text = System.getProperty("bench." + name, "").strip();
        return text.isEmpty() ? otherwise : text;
    }
}
