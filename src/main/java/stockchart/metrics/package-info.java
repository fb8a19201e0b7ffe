/**
 * What the application counts, for Prometheus: {@code GET /api/metrics}, alike on every server.
 *
 * <p>Entry type: {@link stockchart.metrics.MetricsServlet}. Sees {@code feed}, {@code client}, {@code hub}, {@code rest},
 * {@code settings} and {@code container} from above; nothing imports it. All others count with their own means and know nothing of
 * Micrometer, so that a scrape costs something and a trade does not. Request threads only.
 *
 * <p>Labels take few values, known beforehand: never a symbol, an address or anything else from outside.
 */
package stockchart.metrics;
