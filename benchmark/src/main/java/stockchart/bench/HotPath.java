package stockchart.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The workload without servers: what one core carries from Finnhub's frame to the text for the browsers. JMH measures it in
 * processes of its own, on this process's processor, and a table returns whether the whole reaches its mark.
 */
final class HotPath {
    /** Its name among the workloads. */
    static final String NAME = "hotpath";

    /** The benchmark, known by its name alone. */
    private static final String TIMED = "stockchart.client.session.TradePath.";
    private static final String WHOLE = "whole";
    private static final double BAR = 1e6;
    private static final double AIM = 3e6;

    private HotPath() {}

    static void run() throws RunnerException {
        List<RunResult> results = new Runner(new OptionsBuilder().include(TIMED.replace(".", "\\.")).verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true).build()).run().stream()
                .sorted(Comparator.comparing((RunResult result) -> step(result))).toList();
        System.out.println("\n| hot path, one core | trades/s | ± 99.9 % | bar 1,000,000 | aim 3,000,000 |\n"
                + "|---|---:|---:|---|---|");
        results.forEach(result -> System.out.println(row(step(result), result.getPrimaryResult())));
    }

    private static String row(String step, Result<?> result) {
        String marks = step.equals(WHOLE) ? mark(result, BAR) + " | " + mark(result, AIM) : "– | –";
        return String.format(Locale.ROOT, "| %s | %,.0f | %,.0f | %s |", step, result.getScore(), result.getScoreError(), marks);
    }

    private static String mark(Result<?> result, double wanted) {
        return result.getScore() >= wanted ? "ok" : "MISSED";
    }

    private static String step(RunResult result) {
        return result.getParams().getBenchmark().substring(TIMED.length());
    }
}
