package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FeedRecoveryTest {
    private final FeedRecovery recovery = new FeedRecovery();

    @Test
    void eachReturnIsNoticedOnceEvenIfTheFeedWasLiveAtBothLooks() {
        assertFalse(recovery.isNew(new FeedStatus(FeedState.CONNECTING, false, 1)));
        assertTrue(recovery.isNew(new FeedStatus(FeedState.LIVE, false, 2)));
        assertFalse(recovery.isNew(new FeedStatus(FeedState.LIVE, false, 2)));
        assertFalse(recovery.isNew(new FeedStatus(FeedState.DOWN, false, 3)));
        assertTrue(recovery.isNew(new FeedStatus(FeedState.LIVE, false, 4)));
        assertTrue(recovery.isNew(new FeedStatus(FeedState.LIVE, false, 6)));
    }
}
