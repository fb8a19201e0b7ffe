package stockchart.admin;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

/** How metrics are written. */
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
     * The better one of those a client takes. Prometheus' binary format is left out of the WAR.
     *
     * @param accept the request's header, null if it has none
     */
    static TextFormat accepted(String accept) {
        return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }
}
