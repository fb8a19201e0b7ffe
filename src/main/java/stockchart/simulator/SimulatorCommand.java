package stockchart.simulator;

import stockchart.market.Symbol;

/**
 * What a client asks for. Immutable.
 *
 * @param subscribes true to begin, false to end
 */
record SimulatorCommand(boolean subscribes, Symbol symbol) {
}
