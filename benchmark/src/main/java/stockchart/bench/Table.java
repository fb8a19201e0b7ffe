package stockchart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints results for people. Stateless. */
final class Table {
    private static final double MILLI = 1_000;
    private static final double KILO = 1_024;

    private Table() {}

    static void print(List<Result> results) {
        System.out.println();
        System.out.println("| workload | server | browsers | trades sent | deliveries | per frame | CPU % | µs/delivery | p50 ms | p99 ms "
                + "| p99.9 ms | worst ms | > 1 s behind | not on last | lost | doubled | RSS KB/browser | live KB/browser | generator % "
                + "| generator late ms |");
        System.out.println("|---|---|" + "---:|".repeat(18));
        results.forEach(result -> System.out.println(row(result)));
        System.out.println();
        List<String> missed = new ArrayList<>();
        results.forEach(result -> judge(result, results, missed));
        results.forEach(result -> result.notes().forEach(note -> System.out.println(label(result) + ": " + note)));
        System.out.println(missed.isEmpty() ? "Every bar holds." : missed.size() + " bars missed:");
        missed.forEach(finding -> System.out.println("  " + finding));
    }

    static String row(Result result) {
        Window window = result.window();
        Histogram latency = window.latency();
        return String.format(Locale.ROOT,
                "| %s | %s | %d | %d | %d | %.2f | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %d | %d | %d | %.1f | %s | %.0f | %.0f |",
                result.workload().name(), result.server().label(), result.connected(), result.sent(), window.deliveries(),
                (double) window.deliveries() / Math.max(1, window.frames()), result.cpu() / 1e4 / result.seconds(),
                result.cpuPerDelivery(), latency.quantile(0.5) / MILLI, latency.quantile(0.99) / MILLI,
                latency.quantile(0.999) / MILLI, result.worst() / MILLI, result.overOneSecond(), result.stale(), result.lost(),
                result.doubled(), result.residentPerBrowser() / KILO,
                result.server().runsWar() ? String.format(Locale.ROOT, "%.1f", result.livePerBrowser() / KILO) : "–",
                result.generatorShare() * 100, result.generatorDelay() / MILLI);
    }

    private static void judge(Result result, List<Result> all, List<String> missed) {
        if (result.server().isSubject()) {
            List<Result> peers = all.stream()
                    .filter(other -> !other.server().isSubject() && other.workload().equals(result.workload())).toList();
            for (Finding finding : Bars.of(result, peers)) {
                System.out.println(label(result) + ": " + finding);
                if (!finding.holds()) {
                    missed.add(label(result) + ": " + finding);
                }
            }
        }
    }

    private static String label(Result result) {
        return result.workload().name() + " on " + result.server().label();
    }
}
