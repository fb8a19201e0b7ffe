/**
 * Full application servers under the integration tests: how one is made, started with the WAR, and ended.
 *
 * <p>Entry type: {@link stockchart.testing.server.FullServer}, which Arquillian uses in place of Payara Micro's adapter when it is
 * launched as {@code full-server}. A further server is one more {@link stockchart.testing.server.ServerKind} and one more Maven
 * profile that brings it. Published adapters are not used: there is none for every server here, and the ones there are stop the
 * application without the server, or the other way round; here both end together, as the process that Payara Micro is.
 */
package stockchart.testing.server;
