package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.hub.FeedLease;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.Subscription.Role;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.RecordingSender;

/** The feed of one of several servers: it has its connection while it has the lease, and neither dials nor passes on without it. */
class FeedLeaseTest implements FeedLease, FeedDialer, Subscriber {
    private static final Symbol AAPL = new Symbol("AAPL");

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions hub = new Subscriptions(new SubscriptionSettings(50, Duration.ZERO, 1_000, 100, 10),
            new FeedStatus(FeedStatus.State.DOWN, false, 0), clock, clock::nanoTime, executor, 1);
    private final FeedConnector connector = new FeedConnector(hub, hub, this, this,
            new FeedSettings(false, Duration.ofSeconds(70), Duration.ofSeconds(150)),
            new FeedConnector.Environment(clock, clock::nanoTime, () -> 0.5, new SerialExecutor(executor, clock::nanoTime), executor));
    private final List<Link> links = new ArrayList<>();
    private Listener listener;
    private boolean isMine;
    /** What happens during the next handshake. */
    private Runnable duringDial = () -> { };
    private int closings;
    private boolean isOver;

    private static final class Link extends RecordingSender implements FeedDialer.Link {
        private boolean isClosed;

        @Override
        public void ping() {
            // Nothing follows from it.
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Override
    public boolean isMine() {
        return isMine;
    }

    @Override
    public void closed() {
        assertTrue(links.stream().allMatch(link -> link.isClosed), "reported while a connection is open");
        closings++;
    }

    @Override
    public void stopped() {
        closed();
        isOver = true;
    }

    @Override
    public void onChange(Runnable change) {
        // The test calls the feed itself.
    }

    @Override
    public FeedDialer.Link dial(Listener to) {
        listener = to;
        duringDial.run();
        links.add(new Link());
        return links.get(links.size() - 1);
    }

    @Override
    public void changed() {
        // What is new is read from the tapes.
    }

    @Override
    public void stateChanged(Subscription subscription) {
        // As above.
    }

    private void step() {
        clock.advance(Duration.ofMillis(100));
        connector.tick();
        executor.runAll();
    }

    private void receive(int price) {
        listener.received("{\"data\":[{\"p\":" + price + ",\"s\":\"AAPL\",\"t\":" + clock.millis() + ",\"v\":1}],\"type\":\"trade\"}");
        executor.runAll();
    }

    private FeedStatus.State state() {
        return hub.status().state();
    }

    private void begin() {
        isMine = true;
        connector.leaseChanged();
        executor.runAll();
    }

    @Test
    void withoutTheLeaseNothingIsDialledAndNoStateIsPublished() {
        step();
        step();
        assertEquals(List.of(), links);
        assertEquals(FeedStatus.State.DOWN, state());
        assertEquals(2, closings);
        begin();
        assertEquals(1, links.size());
        assertEquals(FeedStatus.State.LIVE, state());
        assertEquals(2, closings);
    }

    @Test
    void signalThatTheLeaseIsLostClosesBeforeTheNextStep() {
        step();
        begin();
        isMine = false;
        int before = closings;
        connector.leaseChanged();
        executor.runAll();
        assertTrue(links.get(0).isClosed);
        assertEquals(before + 1, closings);
    }

    @Test
    void lostLeaseEndsTheConnectionAndWhatItReceivesAtOnce() {
        step();
        hub.register(this);
        Subscription apple = hub.subscribe(this, AAPL, Role.CHART);
        begin();
        receive(1);
        isMine = false;
        receive(2);
        assertEquals(1, apple.tape().last().orElseThrow().price(), "before the next step closes it");
        assertFalse(links.get(0).isClosed);
        step();
        assertTrue(links.get(0).isClosed);
        assertEquals(FeedStatus.State.LIVE, state(), "another server publishes the next state");
        step();
        assertEquals(1, links.size());
        begin();
        assertEquals(2, links.size());
        assertEquals(FeedStatus.State.LIVE, state());
        receive(3);
        assertEquals(3, apple.tape().last().orElseThrow().price());
    }

    @Test
    void leaseThatIsLostDuringTheHandshakeEndsIt() {
        step();
        duringDial = () -> isMine = false;
        isMine = true;
        step();
        step();
        assertEquals(1, links.size());
        assertEquals(0, links.get(0).take().size(), "nothing is requested");
        step();
        assertTrue(links.get(0).isClosed);
        assertEquals(FeedStatus.State.CONNECTING, state());
    }

    @Test
    void failuresOfAnEarlierTimeAreForgotten() {
        step();
        begin();
        for (int i = 0; i < 5; i++) {
            listener.closed("code 1006");
            executor.runAll();
            clock.advance(Duration.ofMinutes(1));
            step();
        }
        listener.closed("code 1006");
        executor.runAll();
        isMine = false;
        step();
        int before = links.size();
        begin();
        assertEquals(before + 1, links.size(), "at once, and not after a long wait");
    }

    @Test
    void stoppedFeedReportsThatItIsClosed() {
        step();
        begin();
        int before = closings;
        connector.stop();
        assertTrue(links.get(0).isClosed);
        assertEquals(before + 1, closings);
        assertTrue(isOver);
        connector.leaseChanged();
        step();
        assertEquals(1, links.size(), "no other one is opened");
    }
}
