/**
 * Building blocks for work on a server's threads.
 *
 * <p>Entry types: {@link stockchart.platform.concurrent.ServerThreads} has the pools, {@link
 * stockchart.platform.concurrent.SerialExecutor} runs tasks in order, {@link
 * stockchart.platform.concurrent.PeriodicTask} repeats a step whatever it throws, {@link stockchart.platform.concurrent.Liveness}
 * decides by progress whether everything periodic still runs, {@link stockchart.platform.concurrent.RateLimitedLog} limits repeated
 * log lines, {@link stockchart.platform.concurrent.TokenBucket} limits a rate, {@link
 * stockchart.platform.concurrent.WithoutContextClassLoader} avoids a server's context look-ups, {@link
 * stockchart.platform.concurrent.ShutdownGrace} requests time to stop from a server. Each type states which threads may call it.
 * Imports {@code text}.
 */
package stockchart.platform.concurrent;
