package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All browsers of a run. */
final class Fleet implements EventLoop.Ticker {
    /** So many handshakes at once, so that no queue of the system overflows. */
    private static final int AT_ONCE = 100;
    /** What browsers that are to stop reading take from the system, in bytes, so that it fills sooner. */
    private static final int SMALL_BUFFER = 4_096;

    private final List<Browser> browsers = new ArrayList<>();
    private final BrowserCounters counters;
    private final boolean stalling;
    private int connected;

    Fleet(Browser.Deps deps, Workload workload) {
        counters = deps.counters();
        stalling = workload.scenario() == Workload.Scenario.STALLED;
        for (int i = 0; i < workload.browsers(); i++) {
            browsers.add(new Browser(deps, i % workload.symbols()));
        }
    }

    List<Browser> browsers() {
        return browsers;
    }

    /** Lets the next browsers connect, as long as there are any. */
    @Override
    public long tick(long now) throws IOException {
        while (connected < browsers.size() && counters.connecting < AT_ONCE) {
            browsers.get(connected).connect(stalling && connected % Stall.EVERY == 0 ? SMALL_BUFFER : 0);
            connected++;
        }
        return Long.MAX_VALUE;
    }

    boolean allConnected() {
        return connected == browsers.size() && counters.connecting == 0;
    }

    int count(Predicate<Browser> which) {
        return (int) browsers.stream().filter(which).count();
    }
}
