/**
 * Access to this server: open, or only with one of the configured tokens.
 *
 * <p>Entry types are the container's: {@link stockchart.access.AccessFilter}, which every request passes before anything of the
 * application, {@link stockchart.access.SignInServlet} and {@link stockchart.access.SignOutServlet} for people, all asking
 * {@link stockchart.access.AccessControl}. Imports {@code http}, {@code settings} and {@code platform}; only {@code startup}
 * imports it, to check the tokens. Request threads only.
 *
 * <p>A token leaves this package neither to a log nor to an answer; a browser that has signed in keeps a text derived from it.
 * There are no users and no roles: a client with access may do everything.
 */
package stockchart.access;
