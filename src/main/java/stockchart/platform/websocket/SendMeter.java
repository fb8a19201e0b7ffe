package stockchart.platform.websocket;

/**
 * Told of each send of a {@link SendLoop}. Any thread, while nothing is locked; every send passes here, so nothing may be done that
 * takes time.
 */
public interface SendMeter {
    /** Counts nothing. */
    SendMeter NONE = new SendMeter() {
        @Override
        public void started(OutboundMessage text, long now) {}

        @Override
        public void ended(long since, boolean atOnce) {}
    };

    /**
     * A text is handed over to be sent.
     *
     * @param now on the monotonic clock, nanoseconds
     */
    void started(OutboundMessage text, long now);

    /**
     * A send has succeeded.
     *
     * @param since when it started, on the monotonic clock, nanoseconds
     * @param atOnce whether it ended before the call that started it returned
     */
    void ended(long since, boolean atOnce);
}
