package stockchart.hub;

/**
 * The feed's state as told to browsers. Immutable.
 *
 * @param simulated whether the prices come from the built-in simulator
 * @param since when the state began, in milliseconds since 1970-01-01 UTC
 */
public record FeedStatus(FeedState state, boolean simulated, long since) {}
