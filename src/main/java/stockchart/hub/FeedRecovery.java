package stockchart.hub;

/**
 * StatusBroadcaster that the feed has become live since the last look: what could not be fetched while the network was down is worth
 * another attempt then. <b>Confined</b> to whoever looks.
 */
public final class FeedRecovery {
    private long since;

    /** Says whether the feed is live, and was not yet so at the last look. */
    public boolean isNew(FeedStatus status) {
        boolean isNew = status.state() == FeedState.LIVE && status.since() != since;
        since = isNew ? status.since() : since;
        return isNew;
    }
}
