package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The command: each workload on each server, one after the other, and a table at the end. */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.read();
        List<Result> results = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            for (String server : options.servers()) {
                results.add(Run.of(options, workload, ServerKind.named(server)));
                System.out.println(Table.row(results.get(results.size() - 1)));
            }
        }
        Table.print(results);
    }
}
