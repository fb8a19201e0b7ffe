package stockchart.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What a server has to carry.
 *
 * @param browsers spread evenly over the symbols, each watching one
 * @param tradesPerSecond of each symbol
 */
record Workload(String name, int browsers, int symbols, int tradesPerSecond, int tradesPerMessage, Scenario scenario) {
    /** What happens beside the trades. */
    enum Scenario {
        /** Nothing. */
        STEADY,
        /** All browsers drop at once and return within ten seconds, each resuming where it was. */
        STORM,
        /** A quarter of the browsers stop reading. */
        STALLED,
        /** Twice what a core can carry with a frame for each trade: afterwards the server has to recover. */
        OVERLOAD,
        /** Browsers go from symbol to symbol, first among as many as there are slots, then among {@link Churn#SYMBOLS}. */
        CHURN,
        /** Kept candles are requested meanwhile, of a history as large as it becomes by default. */
        HISTORY
    }

    /** As many as the server may subscribe to. */
    static final int SYMBOLS = 50;
    private static final List<Workload> ALL = List.of(
            new Workload("quiet", 2_000, SYMBOLS, 10, 1, Scenario.STEADY),
            new Workload("busy", 400, SYMBOLS, 50, 10, Scenario.STEADY),
            new Workload("crowd", 10_000, SYMBOLS, 1, 1, Scenario.STEADY),
            new Workload("storm", 5_000, SYMBOLS, 1, 1, Scenario.STORM),
            new Workload("stalled", 2_000, SYMBOLS, 10, 1, Scenario.STALLED),
            new Workload("overload", 8_000, SYMBOLS, 25, 5, Scenario.OVERLOAD),
            new Workload("churn", 2_000, SYMBOLS, 1, 1, Scenario.CHURN),
            new Workload("history", 400, SYMBOLS, 50, 10, Scenario.HISTORY));

    /** Workloads by their names, separated by commas; {@link HotPath}, {@link ClusterRun} and {@link OnPage} are none for a server. */
    static List<Workload> named(String names) {
        return Arrays.stream(names.split(",")).map(String::strip)
                .filter(name -> !List.of(HotPath.NAME, ClusterRun.NAME, OnPage.NAME).contains(name)).map(Workload::one).toList();
    }

    /** How many symbols there are in the whole run; above {@link #symbols} only if browsers move on to others. */
    int allSymbols() {
        return scenario == Scenario.CHURN ? Churn.SYMBOLS : symbols;
    }

    private static Workload one(String name) {
        return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("No workload \"" + name + "\"; there are "
                        + ALL.stream().map(Workload::name).toList()));
    }
}
