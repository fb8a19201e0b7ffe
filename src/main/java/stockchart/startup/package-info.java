/**
 * Startup: checks every setting before anything runs, and prints the ready line.
 *
 * <p>Entry types: {@link stockchart.startup.StartupCheck}, called by CDI on the deploying thread, which reads all settings once and
 * refuses the deployment if one is wrong; {@link stockchart.startup.ReadyNotice}, which logs the page's address when it answers. It
 * may import every package that reads settings; no package imports it. No state outlives the start.
 *
 * <p>It keeps no value: a package that needs a setting reads it again.
 */
package stockchart.startup;
