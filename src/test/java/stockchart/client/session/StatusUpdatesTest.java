package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.client.protocol.Dialect;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** What sessions send to their clients about a machine that is too busy. */
class StatusUpdatesTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol WORK = new Symbol("WORK");
    private static final String STATUS = "{\"feed\":\"live\",\"simulated\":false,\"since\":9,\"type\":\"status\"}";
    private static final String BUSY = "{\"busy\":true,\"millis\":219,\"type\":\"pace\"}";
    private static final String BUSIER = "{\"busy\":true,\"millis\":482,\"type\":\"pace\"}";
    private static final String RECOVERED = "{\"busy\":false,\"millis\":100,\"type\":\"pace\"}";

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(
            new SubscriptionSettings(3, Duration.ZERO, 1_000, 2_000, 10), new FeedStatus(FeedStatus.State.LIVE, false, 9),
            clock, clock::nanoTime, executor, 1);
    private final Worker worker = new Worker();
    private final RecordingConnection connection = new RecordingConnection();
    private final ClientSession page = session(connection, Dialect.V1);

    @Test
    void busyMachineIsSentOnceWithTheNextTrade() {
        subscribe(page);
        connection.take();
        keepBusy(4);
        after(Duration.ofSeconds(1));
        assertEquals(List.of(), connection.take(), "idle clients are not messaged for it");
        trade();
        List<String> messages = connection.take();
        assertEquals(BUSY, messages.get(0));
        assertEquals(2, messages.size(), "the trade follows");
        clock.advance(Duration.ofSeconds(10));
        trade();
        assertEquals(1, connection.take().size());
    }

    @Test
    void busyMachineIsSentOnOpenAfterTheFeedsState() {
        keepBusy(4);
        RecordingConnection late = new RecordingConnection();
        session(late, Dialect.V1);
        assertEquals(List.of(STATUS, BUSY), late.take());
    }

    @Test
    void plainClientsAreNotSentIt() {
        RecordingConnection plain = new RecordingConnection();
        ClientSession program = session(plain, Dialect.PLAIN);
        subscribe(program);
        keepBusy(4);
        trade();
        assertEquals(1, plain.take().size());
        rest();
        program.pongReceived(clock.nanoTime());
        program.watch(clock.nanoTime());
        trade();
        assertFalse(plain.take().toString().contains("pace"));
    }

    @Test
    void nextChangeIsSentNoSoonerThanFiveSecondsLater() {
        subscribe(page);
        keepBusy(4);
        trade();
        keepBusy(3);
        connection.take();
        trade();
        assertEquals(1, connection.take().size(), "the interval has doubled, but the last message about it was sent a moment ago");
        clock.advance(Duration.ofNanos(StatusUpdates.PACE_PAUSE));
        trade();
        assertEquals(BUSIER, connection.take().get(0));
    }

    @Test
    void recoveryReachesAClientWithoutTrades() {
        subscribe(page);
        keepBusy(4);
        trade();
        connection.take();
        rest();
        assertEquals(List.of(), connection.take());
        after(Duration.ofSeconds(1));
        assertEquals(List.of(RECOVERED), connection.take());
        after(Duration.ofSeconds(10));
        assertEquals(List.of(), connection.take());
    }

    @Test
    void recoveryIsSentOnlyToClientsThatWereSentTheBusyState() {
        subscribe(page);
        connection.take();
        keepBusy(4);
        rest();
        after(Duration.ofSeconds(1));
        trade();
        assertEquals(1, connection.take().size());
    }

    private ClientSession session(ClientConnection to, Dialect dialect) {
        ClientSettings settings = new ClientSettings(2, 10, Duration.ofSeconds(10));
        ClientSession session = new ClientSession(to, dialect, "", registry, settings, clock::nanoTime, ended -> { });
        session.open();
        return session;
    }

    private void subscribe(ClientSession session) {
        session.receive("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
    }

    private void trade() {
        registry.publish(List.of(new SymbolTrade(AAPL, new Trade(1, 5, 2))));
        executor.runAll();
    }

    /** Spends so many seconds on handing on and on nothing else. */
    private void keepBusy(int seconds) {
        registry.register(worker);
        registry.subscribe(worker, WORK);
        registry.sweep();
        for (int second = 0; second < seconds; second++) {
            registry.publish(List.of(new SymbolTrade(WORK, new Trade(1, 5, 2))));
            executor.runAll();
            registry.sweep();
        }
    }

    /** Lets ten seconds pass without anything to hand on. */
    private void rest() {
        for (int step = 0; step < 40; step++) {
            clock.advance(Duration.ofMillis(250));
            registry.sweep();
            executor.runAll();
        }
    }

    private void after(Duration time) {
        clock.advance(time);
        page.pongReceived(clock.nanoTime());
        page.watch(clock.nanoTime());
    }

    /** A viewer that takes a second for each update. */
    private final class Worker implements Subscriber {
        @Override
        public void changed() {
            clock.advance(Duration.ofSeconds(1));
        }

        @Override
        public void stateChanged(Subscription subscription) {
            throw new AssertionError("No test refuses " + subscription.symbol());
        }
    }
}
