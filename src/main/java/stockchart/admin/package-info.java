/**
 * What the application reports of itself to operators: status, health and metrics.
 *
 * <p>Entry types: {@link stockchart.admin.StatusServlet}, {@link stockchart.admin.HealthServlet} and
 * {@link stockchart.admin.MetricsServlet}. The other packages count by their own means and do not know Micrometer, so that a scrape
 * costs something and a trade does not. Sees {@code feed}, {@code client}, {@code hub} and {@code rest} from above; only
 * {@code startup} imports it. Request threads only.
 *
 * <p>It changes nothing: no request here subscribes, connects or closes anything. Labels of metrics take few values, known
 * beforehand: never a symbol, an address or any other text from outside.
 */
package stockchart.admin;
