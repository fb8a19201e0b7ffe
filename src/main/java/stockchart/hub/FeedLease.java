package stockchart.hub;

/**
 * The right to the one connection that Finnhub allows for each key. A server alone always has it; of several servers with one
 * key, one has it at a time. The feed asks and never keeps an answer.
 *
 * <p>Any thread; no method waits.
 */
public interface FeedLease {
    /** Of a server alone. */
    FeedLease ALWAYS = new FeedLease() {
        @Override
        public boolean isMine() {
            return true;
        }

        @Override
        public void closed() {
            // No other server waits for it.
        }
    };

    /** Returns whether the connection may be open now. Cheap: asked before each dial and for each message. */
    boolean isMine();

    /**
     * The connection is closed and nothing of it is passed on any more, so another server may open its own. Called with each
     * step of the feed while it is not {@linkplain #isMine() mine}, and when the feed stops.
     */
    void closed();
}
