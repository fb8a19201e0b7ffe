package stockchart.admin;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** A histogram of how long symbols have waited for their slots: from seconds to hours. Takes nanoseconds. Any thread. */
final class WaitTimes implements Collector, LongConsumer {
    private static final String NAME = "stockchart_slot_wait_seconds";
    private static final double NANOS = 1e9;
    private static final double[] LONGEST = {1, 10, 60, 300, 1_800, 7_200, Double.POSITIVE_INFINITY};

    private final LongAdder[] counts = Stream.generate(LongAdder::new).limit(LONGEST.length).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    @Override
    public void accept(long wait) {
        int bucket = 0;
        while (wait / NANOS > LONGEST[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(wait);
    }

    @Override
    public MetricSnapshot collect() {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < LONGEST.length; i++) {
            buckets.bucket(LONGEST[i], counts[i].sum());
        }
        return HistogramSnapshot.builder().name(NAME).help("how long symbols have waited for their slots")
                .dataPoint(HistogramDataPointSnapshot.builder().classicHistogramBuckets(buckets.build())
                        .sum(nanos.sum() / NANOS).build())
                .build();
    }

    @Override
    public String getPrometheusName() {
        return NAME;
    }
}
