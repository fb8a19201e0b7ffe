package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FeedRecoveryTest {
    private final FeedStatus.Recovery recovery = new FeedStatus.Recovery();

    @Test
    void eachReturnIsNoticedOnceEvenIfTheFeedWasLiveAtBothLooks() {
        assertFalse(recovery.isNew(new FeedStatus(FeedStatus.State.CONNECTING, false, 1)));
        assertTrue(recovery.isNew(new FeedStatus(FeedStatus.State.LIVE, false, 2)));
        assertFalse(recovery.isNew(new FeedStatus(FeedStatus.State.LIVE, false, 2)));
        assertFalse(recovery.isNew(new FeedStatus(FeedStatus.State.DOWN, false, 3)));
        assertTrue(recovery.isNew(new FeedStatus(FeedStatus.State.LIVE, false, 4)));
        assertTrue(recovery.isNew(new FeedStatus(FeedStatus.State.LIVE, false, 6)));
    }
}
