package stockchart.hub;

/**
 * How often symbols are updated, as told to clients: coarser than the present interval, so that there is seldom something new to
 * tell. Immutable.
 *
 * @param busy whether updates come much less often than configured, because the machine is too busy
 * @param millis how long a symbol waits between two updates; while busy, within a factor of two
 */
public record ThrottleStatus(boolean busy, long millis) {}
