package stockchart.history.store;

/**
 * A stretch of time that a provider was asked for, whatever it had there. Immutable.
 *
 * @param from in milliseconds since 1970-01-01 UTC, inclusive; whole seconds, as all of them
 * @param to exclusive, not before {@code from}
 * @param at when, or when the oldest part of it was
 */
public record Fetched(long from, long to, long at) {}
