package stockchart.bench;

import java.util.List;

/**
 * What one run showed; times in microseconds, memory in bytes.
 *
 * @param sent trades sent upstream in the measured time
 * @param cpu processor time of the server in it
 * @param generatorShare how much of its own processor the generator used, 0 to 1: above 0.9 it measures itself
 * @param overOneSecond browsers that were ever more than a second behind in it
 * @param stale browsers that did not end on the last price
 * @param findings what the scenario showed beside that
 * @param notes further observations
 */
record Result(Workload workload, ServerKind server, long sent, Window window, long seconds, long cpu, double generatorShare,
        long generatorDelay, long worst, int overOneSecond, int stale, long lost, long doubled, int connected,
        ServerProcess.Memory before, ServerProcess.Memory after, List<Finding> findings, List<String> notes) {
    double cpuPerDelivery() {
        return (double) cpu / Math.max(1, window.deliveries());
    }

    double residentPerBrowser() {
        return (double) (after.resident() - before.resident()) / workload.browsers();
    }

    /** Live heap, and buffers outside of it. */
    double livePerBrowser() {
        return (double) (after.live() - before.live()) / workload.browsers();
    }
}
