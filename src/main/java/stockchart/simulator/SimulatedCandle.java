package stockchart.simulator;

/**
 * What an instrument's price did in a stretch of time. Immutable.
 *
 * @param start in milliseconds since 1970-01-01 UTC
 */
record SimulatedCandle(long start, double open, double high, double low, double close, double volume) {
    /** This one and a later one of the same instrument together. */
    SimulatedCandle and(SimulatedCandle later, Instrument instrument) {
        return new SimulatedCandle(start, open, Math.max(high, later.high), Math.min(low, later.low), later.close,
                instrument.roundedVolume(volume + later.volume));
    }

    /** The same with another start. */
    SimulatedCandle startingAt(long other) {
        return new SimulatedCandle(other, open, high, low, close, volume);
    }
}
