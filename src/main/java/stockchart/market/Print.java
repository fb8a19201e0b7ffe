package stockchart.market;

/** A trade with the symbol that was traded, as one row of a Finnhub message carries it. Immutable. */
public record Print(Symbol symbol, Trade trade) {}
