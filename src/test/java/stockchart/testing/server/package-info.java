/**
 * Full application servers under the integration tests: how one is made, started with the WAR, and ended.
 *
 * <p>Entry type: {@link stockchart.testing.server.FullServer}, which Arquillian uses in place of Payara Micro's adapter when it is
 * launched as {@code full-server}. A further server is one more {@link stockchart.testing.server.ServerKind} and one more Maven
 * profile that brings it. Published adapters are not used: not every server here has one, and with one of our own a server
 * starts and ends with its deployment everywhere, as the process that Payara Micro is.
 */
package stockchart.testing.server;
