package stockchart.history.store;

/** Times are kept in seconds since 1970-01-01 UTC and used in milliseconds. Pure functions. */
final class Seconds {
    private Seconds() {}

    static long of(long millis) {
        return millis / 1_000;
    }

    /** The first second that does not begin before a time. */
    static long notBefore(long millis) {
        return millis / 1_000 + (millis % 1_000 > 0 ? 1 : 0);
    }
}
