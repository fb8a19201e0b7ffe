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

        @Override
        public void stopped() {
            // As above.
        }

        @Override
        public void onChange(Runnable listener) {
            // It never changes.
        }
    };

    /** Returns whether the connection may be open now. Cheap: asked before each dial and for each message. */
    boolean isMine();

    /**
     * The connection is closed and nothing of it is passed on any more, so another server may open its own. Called with each
     * step of the feed while it is not {@linkplain #isMine() mine}.
     */
    void closed();

    /** As {@link #closed}, and the feed opens none any more: this server does not get the right again. */
    void stopped();

    /**
     * Has the feed look at once when the connection has become this server's or is its no longer, instead of with its next step.
     *
     * @param listener called on any thread, without a lock; must not block. A lost call costs the time of one step
     */
    void onChange(Runnable listener);
}
