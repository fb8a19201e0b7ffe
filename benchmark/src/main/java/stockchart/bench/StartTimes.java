package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stockchart.testing.ScriptedFeed;

/** How much longer the WAR takes to start with a history than without one: the medians of starts that take turns. Stateless. */
final class StartTimes {
    private static final int PAIRS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private StartTimes() {}

    static List<Finding> measure(Options options, FilledHistory history) throws IOException {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        // The first start reads the server's files from the disk.
        seconds(options, Map.of());
        for (int i = 0; i < PAIRS; i++) {
            without.add(seconds(options, Map.of()));
            with.add(seconds(options, history.settings()));
        }
        Collections.sort(without);
        Collections.sort(with);
        double base = without.get(PAIRS / 2);
        return List.of(new Finding("start without history", base, " s", Double.MAX_VALUE, Double.MAX_VALUE),
                new Finding("start with history, times that without,", with.get(PAIRS / 2) / base, " x", 1.15, 1.05));
    }

    private static double seconds(Options options, Map<String, String> settings) throws IOException {
        try (ScriptedFeed feed = new ScriptedFeed()) {
            Map<String, String> all = new HashMap<>(feed.settings());
            all.putAll(settings);
            long begun = System.nanoTime();
            try (ServerProcess server = ServerProcess.start(ServerKind.STOCK_CHART, options, 0, all)) {
                server.awaitReady();
                return (System.nanoTime() - begun) / NANOS_PER_SECOND;
            }
        }
    }
}
