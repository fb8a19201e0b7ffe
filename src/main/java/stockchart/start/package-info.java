/**
 * Whether the application may start: all that was configured is read once, and a single wrong value refuses the deployment
 * before anything of it runs.
 *
 * <p>Entry type: {@link stockchart.start.StartupCheck}, called by CDI on the thread that deploys. It sees every package that
 * reads settings; nothing imports it. No state.
 *
 * <p>It keeps no value: who needs one reads it again.
 */
package stockchart.start;
