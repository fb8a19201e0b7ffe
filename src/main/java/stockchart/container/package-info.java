/**
 * What is peculiar to the servers this WAR runs on, each thing in one named place, harmless where it is not needed.
 *
 * <p>Entry types: {@link stockchart.container.BareContext} for threads, {@link stockchart.container.SerialExecutor} for tasks in
 * order, {@link stockchart.container.Liveness} for what is repeated and for whether it really is, {@link stockchart.container.ServerStop} for the end of the process, {@link stockchart.container.LimitedLog} for troubles
 * that repeat, {@link stockchart.container.SendLoop} over a {@link stockchart.container.WebSocketConnection} for sending,
 * {@link stockchart.container.FrameGuard}, put in place by {@link stockchart.container.SessionGuards} and
 * {@link stockchart.container.GuardedHandshake}, for what a client may send,
 * {@link stockchart.container.SendPaths} for the way messages take, {@link stockchart.container.JsonAnswer},
 * {@link stockchart.container.RequestPath}, {@link stockchart.container.TrailingSlashFilter} and
 * {@link stockchart.container.OwnOrigin} for servlets and filters, {@link stockchart.container.RequestConnection} for the
 * connection a request came by.
 * Every package but {@code market}, {@code settings} and {@code rest} may import this one; it imports {@code text}.
 *
 * <p>It knows nothing of prices, symbols or messages.
 */
package stockchart.container;
