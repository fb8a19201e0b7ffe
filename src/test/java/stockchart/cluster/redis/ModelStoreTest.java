package stockchart.cluster.redis;

import java.time.Duration;
import stockchart.testing.ManualClock;

/** The model, held against what is promised. */
class ModelStoreTest extends ClusterStoreSuite {
    private final ManualClock clock = new ManualClock();

    @Override
    ClusterStore store() {
        return new ModelStore(clock::millis);
    }

    @Override
    void pass(Duration time) {
        clock.advance(time);
    }
}
