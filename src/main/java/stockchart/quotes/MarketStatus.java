package stockchart.quotes;

import java.util.Optional;

/**
 * What Finnhub says the market does at a time. Immutable.
 *
 * @param session Finnhub's word, for example {@code pre-market}; empty when the market is closed
 * @param holiday what is celebrated that day
 * @param time in milliseconds since 1970-01-01 UTC
 */
record MarketStatus(Optional<String> session, Optional<String> holiday, long time) {}
