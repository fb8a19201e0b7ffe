package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The command: each workload on each server that can take it, one after the other, for the configured number of rounds, and a table
 * at the end of each.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        Options options = Options.read();
        if (options.hotPath()) {
            HotPath.run();
        }
        for (int round = 1; round <= options.rounds() && !options.workloads().isEmpty(); round++) {
            System.out.println("Round " + round + " of " + options.rounds());
            Table.print(round(options));
        }
        if (options.cluster()) {
            ClusterRun.run(options);
        }
        if (options.page()) {
            OnPage.run(options);
        }
    }

    private static List<Result> round(Options options) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            for (String server : options.servers()) {
                if (ServerKind.named(server).takes(workload)) {
                    results.add(Run.of(options, workload, ServerKind.named(server)));
                    System.out.println(Table.row(results.get(results.size() - 1)));
                }
            }
        }
        return results;
    }
}
