/**
 * The HTTP side that belongs to no single part: what the application says about itself, and the headers every answer carries.
 *
 * <p>Entry type: {@link stockchart.web.StatusServlet}. Sees {@code feed}, {@code client}, {@code hub}, {@code settings},
 * {@code container} and {@code market} from above; nothing imports it. Request threads only; no state.
 *
 * <p>It changes nothing: no request here subscribes, connects or closes anything.
 */
package stockchart.web;
