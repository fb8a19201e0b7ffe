package stockchart.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a server has to carry.
 *
 * @param browsers spread evenly over the symbols, each watching one
 * @param tradesPerSecond of each symbol
 * @param updatesPerSecond how often the server may send a symbol's trades under load; 0 to leave that to its default
 */
record Workload(String name, int browsers, int symbols, int tradesPerSecond, int tradesPerMessage, Arrivals arrivals,
        int updatesPerSecond, Scenario scenario) {
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
        /** Each browser drops every fifteen seconds and returns after two, resuming where it was. */
        JITTER,
        /** Kept candles are requested meanwhile, of a history as large as it becomes by default. */
        HISTORY
    }

    /** As many as the server may subscribe to. */
    static final int SYMBOLS = 50;
    /** At this pace nothing is merged that does not come within the same millisecond. */
    private static final int MOST_UPDATES = 1_000;
    private static final List<Workload> ALL = List.of(
            regular("quiet", 2_000, 10, 1, Scenario.STEADY),
            new Workload("quiet-poisson", 2_000, SYMBOLS, 10, 1, Arrivals.POISSON, 0, Scenario.STEADY),
            new Workload("quiet-clustered", 2_000, SYMBOLS, 10, 1, Arrivals.CLUSTERED, 0, Scenario.STEADY),
            new Workload("thin", 2_000, SYMBOLS, 2, 1, Arrivals.POISSON, 0, Scenario.STEADY),
            new Workload("unmerged", 2_000, SYMBOLS, 10, 1, Arrivals.REGULAR, MOST_UPDATES, Scenario.STEADY),
            regular("busy", 400, 50, 10, Scenario.STEADY),
            regular("crowd", 10_000, 1, 1, Scenario.STEADY),
            regular("storm", 5_000, 1, 1, Scenario.STORM),
            regular("jitter", 10_000, 1, 1, Scenario.JITTER),
            regular("stalled", 2_000, 10, 1, Scenario.STALLED),
            regular("overload", 8_000, 25, 5, Scenario.OVERLOAD),
            regular("churn", 2_000, 1, 1, Scenario.CHURN),
            regular("history", 400, 50, 10, Scenario.HISTORY));

    private static Workload regular(String name, int browsers, int tradesPerSecond, int tradesPerMessage, Scenario scenario) {
        return new Workload(name, browsers, SYMBOLS, tradesPerSecond, tradesPerMessage, Arrivals.REGULAR, 0, scenario);
    }

    /** Workloads by their names, separated by commas; {@link HotPath}, {@link ClusterRun} and {@link OnPage} are none for a server. */
    static List<Workload> named(String names) {
        return Arrays.stream(names.split(",")).map(String::strip)
                .filter(name -> !List.of(HotPath.NAME, ClusterRun.NAME, OnPage.NAME).contains(name)).map(Workload::one).toList();
    }

    /** How many symbols there are in the whole run; above {@link #symbols} only if browsers move on to others. */
    int allSymbols() {
        return scenario == Scenario.CHURN ? Churn.SYMBOLS : symbols;
    }

    /** Settings of our WAR for this workload. */
    Map<String, String> settings() {
        return updatesPerSecond == 0 ? Map.of() : Map.of("STOCKCHART_UPDATES_PER_SECOND", Integer.toString(updatesPerSecond));
    }

    private static Workload one(String name) {
        return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("No workload \"" + name + "\"; there are "
                        + ALL.stream().map(Workload::name).toList()));
    }
}
