package stockchart.admin;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import stockchart.feed.FeedCounters;

/** How late trades have come in the last minutes, as quantiles; none if none came. Any thread. */
final class DelayQuantiles implements Collector {
    private static final String NAME = "stockchart_trade_delay_seconds";
    private static final double MILLIS = 1e3;

    private final FeedCounters feed;

    DelayQuantiles(FeedCounters feed) {
        this.feed = feed;
    }

    @Override
    public MetricSnapshot collect() {
        SummarySnapshot.Builder summary = SummarySnapshot.builder().name(NAME)
                .help("from the time of a trade to its arrival here, in the last one or two minutes");
        feed.tradeDelay().ifPresent(delay -> summary.dataPoint(SummaryDataPointSnapshot.builder()
                .quantiles(Quantiles.of(new Quantile(0.5, delay.p50() / MILLIS), new Quantile(0.99, delay.p99() / MILLIS)))
                .build()));
        return summary.build();
    }

    @Override
    public String getPrometheusName() {
        return NAME;
    }
}
