package stockchart.market;

/** A trade with the symbol that was traded, as one row of a Finnhub message carries it. Immutable. */
public record SymbolTrade(Symbol symbol, Trade trade) {}
