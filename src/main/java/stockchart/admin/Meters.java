package stockchart.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import stockchart.client.session.SendCounts;
import stockchart.client.session.SendCounts.Sent;
import stockchart.feed.FeedCounters;
import stockchart.history.HistoryStatus;
import stockchart.history.backfill.BackfillStatus;
import stockchart.hub.ClusterStatus;
import stockchart.hub.ClusterStatus.Role;
import stockchart.hub.FeedStatus;
import stockchart.hub.HubStats;
import stockchart.platform.websocket.SendPaths;
import stockchart.platform.websocket.SendPaths.SendPath;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCounters;

/** Every metric, read from its source at each scrape. Any thread. */
final class Meters implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Held here, because Micrometer holds its sources weakly. */
    private final Sources sources;

    Meters(Sources sources) {
        this.sources = sources;
        clients();
        sends();
        feed();
        rest();
        history();
        if (sources.hub().cluster().isPresent()) {
            cluster();
        }
        ProcessMeters.register(registry);
    }

    /** All metrics, as text in UTF-8. */
    byte[] text(TextFormat format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            registry.scrape(out, format.contentType());
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory cannot fail", impossible);
        }
    }

    @Override
    public void close() {
        registry.close();
    }

    private void clients() {
        gauge("browsers", "clients connected now", from -> from.clients().getAsInt());
        gauge("symbols", "symbols the feed carries now", from -> from.hub().viewers().size());
        gauge("symbols.recorded", "symbols the feed carries without viewers, only to be recorded",
                from -> from.hub().slotUse().recorded());
        gauge("slots", "symbols the feed may carry at once", from -> from.hub().slots());
        for (String use : sources.hub().slotUse().uses().keySet()) {
            gauge("slots.used", "symbols the feed carries now", from -> from.hub().slotUse().uses().get(use), "use", use);
        }
        gauge("symbols.waiting", "symbols that wait for a slot", from -> from.hub().slotUse().waiting());
        gauge("symbols.polled", "symbols whose quotes are fetched in place of trades", from -> from.hub().slotUse().polled());
        gauge("symbols.mute", "symbols the feed sends no trades of although their quotes move on",
                from -> from.hub().slotUse().mute());
        WaitTimes waits = new WaitTimes();
        registry.getPrometheusRegistry().register(waits);
        sources.hub().onWaited(waits);
        gauge("pace.busy", "1 while updates come much less often than configured, otherwise 0",
                from -> from.hub().throttle().status().busy() ? 1 : 0);
        gauge("pace.interval.seconds", "how long a symbol waits between two updates now",
                from -> from.hub().throttle().millis() / 1e3);
        for (String reason : sources.refused().get().keySet()) {
            count("handshakes.refused", "handshakes that were rejected", from -> from.refused().get().get(reason), "reason",
                    reason);
        }
    }

    private void sends() {
        sent("frames.sent", "messages to clients", Sent::frames);
        sent("bytes.sent", "bytes in messages to clients, in UTF-8 and without the heads of frames", Sent::bytes);
        sent("trades.sent", "trades in live messages to clients, once for each client", Sent::trades);
        sent("trades.merged", "trades sent in a message behind another trade", Sent::merged);
        sent("trades.missed", "trades a client was too slow for, once for each client", Sent::missed);
        for (SendPath path : SendPath.values()) {
            gauge("send.path", "1 for a way that messages have taken to clients since the start, 0 for the others",
                    from -> from.sendPaths().isTaken(path) ? 1 : 0, "path", path.word());
        }
        registry.getPrometheusRegistry().register(new SendTimes("stockchart_send_seconds",
                "from passing a message to the server until the server has sent it", () -> sources.sends().sent().sendTime()));
        registry.getPrometheusRegistry().register(new SendTimes("stockchart_queue_age_seconds",
                "from the arrival of the first trade in a message to the start of its sending",
                () -> sources.sends().sent().queueAge()));
    }

    private void feed() {
        count("trades", "trades from the feed", from -> from.feed().trades());
        count("trades.unwanted", "trades from the feed for symbols without a subscription",
                from -> from.hub().unwantedTrades());
        count("feed.connections", "connections to Finnhub that were opened", from -> from.feed().connections());
        count("feed.malformed", "messages and rows of Finnhub's that could not be read", from -> from.feed().malformed());
        count("feed.wrong.times", "trades whose time cannot be right: a minute ahead of their arrival, or years behind it",
                from -> from.feed().wrongTimes());
        count("feed.repeated", "messages of Finnhub's dropped as duplicates", from -> from.feed().repeated());
        for (FeedStatus.State state : FeedStatus.State.values()) {
            gauge("feed.state", "1 for the state the feed is in, 0 for the others",
                    from -> from.hub().status().state() == state ? 1 : 0, "state", state.word());
        }
        registry.getPrometheusRegistry().register(new DelayQuantiles(sources.feed()));
    }

    private void rest() {
        for (Purpose purpose : Purpose.values()) {
            count("rest.requests", "requests to Finnhub's REST paths", from -> from.rest().requests(purpose),
                    "for", purpose.word());
        }
        String refused = "requests that were too many";
        count("rest.refused", refused, from -> from.rest().heldBack(), "by", "budget");
        count("rest.refused", refused, from -> from.rest().refused(), "by", "finnhub");
        gauge("rest.budget.remaining", "requests left in this minute", from -> from.rest().remaining());
    }

    private void history() {
        for (HistoryStatus.State state : HistoryStatus.State.values()) {
            gauge("history.state", "1 for the state the history is in, 0 for the others",
                    from -> from.history().get().state() == state ? 1 : 0, "state", state.word());
        }
        gauge("history.candles", "candles that are kept, counted about once an hour", from -> from.history().get().rows());
        gauge("history.bytes", "room that kept candles take; 0 if a database server keeps them",
                from -> from.history().get().bytes().orElse(0));
        gauge("history.unwritten", "symbols with candles that are not written yet", from -> from.history().get().untaken());
        gauge("history.lag.seconds", "for how long not everything has been written",
                from -> from.history().get().lagMillis() / 1e3);
        count("history.written", "candles written, each time they were", from -> from.history().get().written());
        count("history.failures", "failures of the database", from -> from.history().get().failures());
        count("history.lost", "seconds and minutes that left memory before they could be written, at most",
                from -> from.history().get().lost());
        gauge("backfill.queue", "stretches of candles that readers wait for",
                from -> from.history().get().backfill().queued());
        // The same ones as long as the application runs.
        sources.history().get().backfill().providers().forEach(provider -> backfill(provider.id()));
    }

    private void cluster() {
        for (Role role : Role.values()) {
            gauge("cluster.role", "1 for what this node of the cluster is, 0 for the others",
                    from -> cluster(from, status -> status.role() == role ? 1 : 0), "role", role.word());
        }
        gauge("cluster.nodes", "nodes that take part, as far as this one has read",
                from -> cluster(from, ClusterStatus::nodes));
        gauge("cluster.connected", "1 while this node reads the log of the cluster, otherwise 0",
                from -> cluster(from, status -> status.cutOff().isEmpty() ? 1 : 0));
        gauge("cluster.lag.seconds", "how long ago the last entry of the log was read, of which there is one a second",
                from -> cluster(from, status -> status.lagMillis() / 1e3));
        count("cluster.takeovers", "how often this node has taken over the connection to Finnhub",
                from -> cluster(from, ClusterStatus::takeovers));
        count("cluster.fenced", "writes that were refused because this node's lease was over",
                from -> cluster(from, ClusterStatus::fenced));
    }

    private static double cluster(Sources from, ToDoubleFunction<ClusterStatus> value) {
        return from.hub().cluster().map(status -> value.applyAsDouble(status)).orElse(0.0);
    }

    private void backfill(String provider) {
        backfill(provider, "requests", "requests to a provider of history", BackfillStatus.Provider::requests);
        backfill(provider, "refusals", "candles that a provider does not give to this server", BackfillStatus.Provider::refusals);
        backfill(provider, "failures", "requests to a provider without an answer that can be used", BackfillStatus.Provider::failures);
        backfill(provider, "candles", "candles of a provider that were written", BackfillStatus.Provider::rows);
    }

    private void backfill(String provider, String name, String help, ToLongFunction<BackfillStatus.Provider> value) {
        count("backfill." + name, help, from -> from.history().get().backfill().providers().stream()
                .filter(one -> one.id().equals(provider)).mapToLong(value).sum(), "provider", provider);
    }

    private void sent(String name, String help, ToDoubleFunction<Sent> value) {
        count(name, help, from -> value.applyAsDouble(from.sends().sent()));
    }

    private void count(String name, String help, ToDoubleFunction<Sources> value, String... labels) {
        FunctionCounter.builder("stockchart." + name, sources, value).description(help).tags(labels).register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<Sources> value, String... labels) {
        Gauge.builder("stockchart." + name, sources, value).description(help).tags(labels).register(registry);
    }

    /**
     * The sources of the metrics. Immutable; any thread may read them.
     *
     * @param refused rejected handshakes by reason, always the same reasons
     */
    record Sources(IntSupplier clients, Supplier<Map<String, Long>> refused, SendCounts sends, SendPaths sendPaths,
            HubStats hub, FeedCounters feed, RestCounters rest, Supplier<HistoryStatus> history) {}

    /** The text formats of metrics. */
    enum TextFormat {
        PROMETHEUS(PrometheusTextFormatWriter.CONTENT_TYPE),
        OPEN_METRICS(OpenMetricsTextFormatWriter.CONTENT_TYPE);

        private final String contentType;

        TextFormat(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        /**
         * The best format that a client accepts. Prometheus' binary format is left out of the WAR.
         *
         * @param accept the request's header, null if it has none
         */
        static TextFormat accepted(String accept) {
            return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
        }
    }

    /** A histogram of times that were counted elsewhere; Micrometer's own would have to be called for each. Any thread. */
    static final class SendTimes implements Collector {
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
                boolean isLast = i == SendCounts.TimeCounts.BUCKETS - 1;
                buckets.bucket(isLast ? Double.POSITIVE_INFINITY : SendCounts.TimeCounts.longest(i) / NANOS, counted.buckets()[i]);
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

    /** A histogram of how long symbols have waited for their slots: from seconds to hours. Takes nanoseconds. Any thread. */
    static final class WaitTimes implements Collector, LongConsumer {
        private static final String NAME = "stockchart_slot_wait_seconds";
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

    /** Trade delays of the last minutes, as quantiles; none if no trade arrived. Any thread. */
    static final class DelayQuantiles implements Collector {
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
}
