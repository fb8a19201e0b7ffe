package stockchart.hub;

/**
 * The generic cell rate algorithm (ITU-T I.371) with a burst of two: what comes seldom passes at once, even twice in a row, and
 * what comes often passes at the interval. Unlike "an interval since the last one" it does not delay what comes about as often as
 * allowed. The interval may change from call to call; after it has become shorter, nothing waits longer than it is now.
 *
 * <p>Times are of the monotonic clock, in nanoseconds. <b>Guarded</b> by its user.
 */
final class Gcra {
    private boolean begun;
    private long last;
    /** When the next one would come if all came at the interval. */
    private long planned;

    /** Returns whether one may pass now; it then counts as passed. */
    boolean take(long now, long interval) {
        if (begun && now - due(interval) < 0) {
            return false;
        }
        long plan = begun ? planned(interval) : now;
        planned = (plan - now > 0 ? plan : now) + interval;
        last = now;
        begun = true;
        return true;
    }

    /** When the next one may pass; meaningless before the first. */
    long due(long interval) {
        return planned(interval) - interval;
    }

    private long planned(long interval) {
        long latest = last + 2 * interval;
        return planned - latest > 0 ? latest : planned;
    }
}
