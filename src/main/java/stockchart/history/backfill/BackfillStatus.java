package stockchart.history.backfill;

import java.util.List;

/**
 * How the back-fill fares. Immutable.
 *
 * @param queued how many stretches of candles readers wait for
 * @param providers in the order in which they are asked; counts since the start
 */
public record BackfillStatus(int queued, List<Provider> providers) {
    /** Nothing is back-filled. */
    public static final BackfillStatus NONE = new BackfillStatus(0, List.of());

    public BackfillStatus {
        providers = List.copyOf(providers);
    }

    /**
     * One provider.
     *
     * @param refusals how often it did not give its candles to us
     * @param failures how often it did not answer, or not with candles
     * @param rows how many of its candles were written
     */
    public record Provider(String id, long requests, long refusals, long failures, long rows) {}
}
