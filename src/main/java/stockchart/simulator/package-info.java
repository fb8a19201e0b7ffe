/**
 * The stand-in for Finnhub: its WebSocket, its REST API and its behaviour, with simulated prices, so that the first start needs no
 * API key.
 *
 * <p>Other programs connect to it as to Finnhub, by socket and HTTP; the application itself, {@code feed} and {@code rest}, through
 * {@link stockchart.simulator.Simulator}, without either. It imports {@code market}, {@code settings}, {@code http},
 * {@code platform} and {@code text} only. The container's entry types: {@link stockchart.simulator.SimulatorEndpoint},
 * {@link stockchart.simulator.SimulatorServlet}, {@link stockchart.simulator.SimulatorFilter}, all asking
 * {@link stockchart.simulator.Simulator}; the logic is in plain classes. One periodic sweep generates and sends all trades.
 *
 * <p>Prices are a function of symbol, seed and time, so nothing runs while no client is connected. It answers 404 as soon as an API
 * key is configured, and it does not simulate splits or Finnhub's outages. It trades round the clock: its market status and
 * holidays are what Finnhub would report, and do not stop its prices, unless the US market is configured as closed. It can also be
 * configured to carry fewer symbols, and to send no trades of some of which it has quotes. Its past
 * ({@link stockchart.simulator.SimulatedHistory}) has the sessions and holidays of real markets.
 */
package stockchart.simulator;
