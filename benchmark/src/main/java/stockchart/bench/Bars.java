package stockchart.bench;

import java.util.ArrayList;
import java.util.List;

/** What each workload has to reach, as ratios to a peer in the same run where speed is concerned. Stateless. */
final class Bars {
    private static final double MILLI = 1_000;
    private static final double KILO = 1_024;

    private Bars() {}

    /** @param peers results of other servers under the same workload */
    static List<Finding> of(Result result, List<Result> peers) {
        List<Finding> findings = new ArrayList<>();
        switch (result.workload().name()) {
            case "quiet" -> {
                cpu(findings, result, peers, 1.8, 1);
                findings.add(new Finding("p99", p99(result), " ms", 250, 250));
            }
            case "busy" -> {
                cpu(findings, result, peers, 0.5, 0.3);
                findings.add(new Finding("p99", p99(result), " ms", 120, 120));
            }
            case "crowd" -> findings.add(new Finding("live heap and buffers per browser", result.livePerBrowser() / KILO, " KB", 40, 25));
            case "overload" -> findings.add(new Finding("furthest behind", result.worst() / MILLI, " ms", 2_000, 1_200));
            default -> { }
        }
        findings.addAll(result.findings());
        findings.add(Finding.none("browsers not connected", result.workload().browsers() - result.connected()));
        findings.add(Finding.none("browsers not on the last price", result.stale()));
        findings.add(Finding.none("trades lost", result.lost()));
        findings.add(Finding.none("trades doubled", result.doubled()));
        return findings;
    }

    /** Only Node's figure has a bar; other peers are there to be compared with. */
    private static void cpu(List<Finding> findings, Result result, List<Result> peers, double bar, double aim) {
        for (Result peer : peers) {
            boolean judged = peer.server() == ServerKind.NODE;
            findings.add(new Finding("CPU per delivery, times that of " + peer.server().label() + ",",
                    result.cpuPerDelivery() / peer.cpuPerDelivery(), " x", judged ? bar : Double.MAX_VALUE, judged ? aim : Double.MAX_VALUE));
        }
    }

    private static double p99(Result result) {
        return result.window().latency().quantile(0.99) / MILLI;
    }
}
