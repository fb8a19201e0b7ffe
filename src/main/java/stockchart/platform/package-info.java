/**
 * What is specific to the servers this WAR runs on or to the Java platform, each in one named place and harmless where it is not
 * needed. {@code platform.concurrent} has the building blocks for tasks, {@code platform.websocket} those for connections; here is
 * what both need to reach the server's objects: {@link stockchart.platform.FieldPath} and
 * {@link stockchart.platform.ContainerRequest}.
 *
 * <p>Every other package may import it except {@code market}, {@code tape} and {@code settings}. It knows no price, symbol or
 * message.
 */
package stockchart.platform;
