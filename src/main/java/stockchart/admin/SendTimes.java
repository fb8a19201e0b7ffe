package stockchart.admin;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.Supplier;
import stockchart.client.session.SendCounts;

/** A histogram of times that were counted elsewhere; Micrometer's own would have to be told of each. Any thread. */
final class SendTimes implements Collector {
    private static final double NANOS = 1e9;

    private final String name;
    private final String help;
    private final Supplier<SendCounts.TimeCounts> times;

    SendTimes(String name, String help, Supplier<SendCounts.TimeCounts> times) {
        this.name = name;
        this.help = help;
        this.times = times;
    }

    @Override
    public MetricSnapshot collect() {
        SendCounts.TimeCounts counted = times.get();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < SendCounts.TimeCounts.BUCKETS; i++) {
            buckets.bucket(i == SendCounts.TimeCounts.BUCKETS - 1 ? Double.POSITIVE_INFINITY : SendCounts.TimeCounts.longest(i) / NANOS,
                    counted.buckets()[i]);
        }
        return HistogramSnapshot.builder().name(name).help(help)
                .dataPoint(HistogramDataPointSnapshot.builder().classicHistogramBuckets(buckets.build())
                        .sum(counted.nanos() / NANOS).build())
                .build();
    }

    @Override
    public String getPrometheusName() {
        return name;
    }
}
