package stockchart.bench;

import java.util.ArrayList;
import java.util.List;

/** What each workload has to reach, as ratios to a peer in the same run where speed is concerned. Stateless. */
final class Bars {
    private static final double MILLI = 1_000;
    private static final double KILO = 1_024;
    /** What recording may cost: so many times the CPU without it. */
    private static final double RECORDING = 1.1;
    private static final double RECORDING_AIM = 1.03;

    private Bars() {}

    /** @param peers results of other servers under the same workload */
    static List<Finding> of(Result result, List<Result> peers) {
        List<Finding> findings = new ArrayList<>();
        switch (result.workload().name()) {
            case "quiet", "quiet-poisson", "quiet-clustered" -> {
                cpu(findings, result, peers, 1.2, 1);
                latency(findings, result, 10, 3, 60, 35);
            }
            case "thin" -> latency(findings, result, 3, 1, 40, 20);
            case "unmerged" -> {
                cpu(findings, result, peers, 1.2, 1);
                latency(findings, result, 10, 3, 10, 5);
            }
            case "busy" -> {
                cpu(findings, result, peers, 0.5, 0.3);
                latency(findings, result, 30, 30, 110, 110);
            }
            case "crowd" -> {
                cpu(findings, result, peers, 1.5, 1);
                findings.add(new Finding("live heap and buffers per browser", result.livePerBrowser() / KILO, " KB", 33, 25));
            }
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

    /** Node's figure has a bar, and so has that of the product without history; others are there to be compared with. */
    private static void cpu(List<Finding> findings, Result result, List<Result> peers, double bar, double aim) {
        for (Result peer : peers) {
            String name = "CPU per delivery, times that of " + peer.server().label() + ",";
            double ratio = result.cpuPerDelivery() / peer.cpuPerDelivery();
            findings.add(switch (peer.server()) {
                case NODE -> new Finding(name, ratio, " x", bar, aim);
                case UNRECORDED -> new Finding(name, ratio, " x", RECORDING, RECORDING_AIM);
                default -> new Finding(name, ratio, " x", Double.MAX_VALUE, Double.MAX_VALUE);
            });
        }
    }

    private static void latency(List<Finding> findings, Result result, double p50, double p50Aim, double p99, double p99Aim) {
        Histogram latency = result.window().latency();
        findings.add(new Finding("p50", latency.quantile(0.5) / MILLI, " ms", p50, p50Aim));
        findings.add(new Finding("p99", latency.quantile(0.99) / MILLI, " ms", p99, p99Aim));
    }
}
