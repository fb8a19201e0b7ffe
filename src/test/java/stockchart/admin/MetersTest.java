package stockchart.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.admin.Meters.TextFormat;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.OutboundMessage.Content;
import stockchart.testing.Exposition;

class MetersTest {
    private final AllMeters meters = new AllMeters();

    @Test
    void numbersAreThoseOfTheirSources() {
        meters.sends.started(new OutboundMessage("12345", new Content(3, 2, 0)), 2_000);
        Exposition read = meters.read();
        assertEquals(7, read.value("stockchart_browsers"));
        assertEquals(AllMeters.SLOTS, read.value("stockchart_slots"));
        assertEquals(1, read.value("stockchart_trades_total"));
        assertEquals(1, read.value("stockchart_frames_sent_total"));
        assertEquals(5, read.value("stockchart_bytes_sent_total"));
        assertEquals(3, read.value("stockchart_trades_sent_total"));
        assertEquals(2, read.value("stockchart_trades_merged_total"));
        assertEquals(2, read.value("stockchart_trades_missed_total"));
        assertEquals(1, read.value("stockchart_feed_state{state=\"live\"}"));
        assertEquals(0, read.value("stockchart_feed_state{state=\"down\"}"));
        assertEquals(60, read.value("stockchart_rest_budget_remaining"));
        assertEquals(1, read.value("stockchart_history_state{state=\"full\"}"));
        assertEquals(0, read.value("stockchart_history_state{state=\"recording\"}"));
        assertEquals(11, read.value("stockchart_history_candles"));
        assertEquals(12, read.value("stockchart_history_bytes"));
        assertEquals(13, read.value("stockchart_history_unwritten"));
        assertEquals(14.5, read.value("stockchart_history_lag_seconds"));
        assertEquals(15, read.value("stockchart_history_written_total"));
        assertEquals(16, read.value("stockchart_history_failures_total"));
        assertEquals(17, read.value("stockchart_history_lost_total"));
        assertEquals(18, read.value("stockchart_backfill_queue"));
        assertEquals(19, read.value("stockchart_backfill_requests_total{provider=\"finnhub\"}"));
        assertEquals(20, read.value("stockchart_backfill_refusals_total{provider=\"finnhub\"}"));
        assertEquals(21, read.value("stockchart_backfill_failures_total{provider=\"finnhub\"}"));
        assertEquals(22, read.value("stockchart_backfill_candles_total{provider=\"finnhub\"}"));
        assertEquals(0.1, read.value("stockchart_pace_interval_seconds"));
        assertTrue(read.value("stockchart_trade_delay_seconds{quantile=\"0.99\"}") >= AllMeters.LATE / 1_000);
    }

    @Test
    void histogramAddsItsBucketsUpInSeconds() {
        for (long nanos : new long[] {1_000, 2_000, 2_000, 20_000_000_000L}) {
            meters.sends.started(new OutboundMessage("", new Content(1, 0, 0)), nanos);
        }
        Exposition read = meters.read();
        assertEquals(1, read.value("stockchart_queue_age_seconds_bucket{le=\"1.024E-6\"}"));
        assertEquals(3, read.value("stockchart_queue_age_seconds_bucket{le=\"2.048E-6\"}"));
        assertEquals(3, read.value("stockchart_queue_age_seconds_bucket{le=\"17.179869184\"}"));
        assertEquals(4, read.value("stockchart_queue_age_seconds_bucket{le=\"+Inf\"}"));
        assertEquals(4, read.value("stockchart_queue_age_seconds_count"));
        assertEquals(20.000005, read.value("stockchart_queue_age_seconds_sum"), 1e-9);
    }

    @Test
    void labelsHaveFewValuesKnownBeforehand() {
        Map<String, Set<String>> labels = meters.read().labels("stockchart_");
        assertEquals(Set.of("state", "reason", "by", "quantile", "le", "path", "use", "for", "provider", "role"), labels.keySet());
        assertEquals(Set.of("live", "connecting", "down", "refused", "off", "opening", "recording", "following", "full", "read-only", "in-use",
                "newer", "failing"), labels.get("state"));
        assertEquals(Set.of("budget", "finnhub"), labels.get("by"));
        assertEquals(Set.of("chart", "row", "mute", "closed", "hidden", "lingering", "recorded"), labels.get("use"));
        assertEquals(Set.of("lists", "market", "quotes", "polling", "dialect", "history"), labels.get("for"));
        assertEquals(Set.of("queue", "frames", "standard"), labels.get("path"));
        assertEquals(Set.of("joining", "follower", "holder", "leaving"), labels.get("role"));
    }

    @Test
    void processMetricsAreThere() {
        Exposition read = meters.read();
        for (String name : Set.of("jvm_memory_used_bytes", "jvm_threads_live_threads", "jvm_gc_collection_seconds_count",
                "process_cpu_usage", "process_cpu_seconds_total", "process_uptime_seconds", "system_cpus")) {
            assertTrue(read.names().contains(name), name);
        }
        assertTrue(read.value("process_cpu_seconds_total") > 0);
        assertEquals(Runtime.getRuntime().availableProcessors(), read.value("system_cpus"));
    }

    @Test
    void openMetricsIsNegotiated() {
        assertEquals(TextFormat.OPEN_METRICS, TextFormat.accepted("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));
        assertTrue(meters.text(TextFormat.OPEN_METRICS).endsWith("# EOF\n"));
    }

    @Test
    void plainTextIsTheDefault() {
        for (String accept : new String[] {null, "", "*/*", "text/plain", "application/vnd.google.protobuf;encoding=delimited"}) {
            assertEquals(TextFormat.PROMETHEUS, TextFormat.accepted(accept));
        }
        assertEquals("text/plain; version=0.0.4; charset=utf-8", TextFormat.PROMETHEUS.contentType());
    }
}
