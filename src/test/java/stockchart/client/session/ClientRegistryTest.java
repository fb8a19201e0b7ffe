package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.client.admission.Admission;
import stockchart.client.admission.AdmissionSettings;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.Dialect;
import stockchart.http.TrustedProxies;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.settings.Settings;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class ClientRegistryTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final int MOST = 3;

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 1_000, 100, 10),
            new FeedStatus(FeedStatus.State.LIVE, false, 9), clock, clock::nanoTime, executor, 1);
    private final Admission admission = new Admission(new AdmissionSettings(MOST, MOST, 100, List.of(),
            TrustedProxies.from(new Settings(key -> Optional.empty()))), clock::nanoTime);
    private final ConnectionDraining draining = new ConnectionDraining(clock::nanoTime, nanos -> clock.advance(Duration.ofNanos(nanos)));
    private final ClientRegistry clients = new ClientRegistry(registry, new ClientSettings(3, 10, Duration.ofSeconds(10)), admission,
            draining, clock::nanoTime);
    private final LogWatch log = new LogWatch();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void clientIsWatchedUntilItLeaves() {
        ClientSession session = open(new RecordingConnection());
        assertEquals(1, clients.count());
        assertEquals(1, clients.watched());
        session.closed();
        assertEquals(0, clients.count());
        clients.watch(clock.nanoTime());
        assertEquals(0, clients.watched());
    }

    @Test
    void oneTooManyIsClosedAndLeavesNothing() {
        for (int i = 0; i < MOST; i++) {
            open(new RecordingConnection());
        }
        RecordingConnection connection = new RecordingConnection();
        ClientSession session = open(connection);
        assertEquals(CloseReason.SERVER_FULL, connection.closeReason);
        assertEquals(MOST, clients.count());
        assertEquals(MOST, clients.watched());
        assertEquals(Subscription.State.ENDED, registry.subscribe(session, AAPL).state());
    }

    @Test
    void clientThatIsClosedWhileItIsOpenedLeavesNothing() {
        RecordingConnection connection = new RecordingConnection() {
            @Override
            public void send(String text, Consumer<Optional<Throwable>> done) {
                clients.drain(Duration.ZERO);
                super.send(text, done);
            }
        };
        ClientSession session = open(connection);
        assertEquals(CloseReason.SHUTDOWN, connection.closeReason);
        assertLeft(session);
    }

    @Test
    void clientThatCannotBeOpenedLeavesNothing() {
        RecordingConnection connection = new RecordingConnection();
        connection.thrown = NoClassDefFoundError.class;
        ClientSession session = open(connection);
        assertFalse(session.isOpen());
        assertEquals(CloseReason.BROKEN, connection.closeReason);
        assertLeft(session);
    }

    @Test
    void clientThatCannotBeBuiltTakesNoPlace() {
        RecordingConnection connection = new RecordingConnection() {
            @Override
            public SendMeter meter() {
                throw new OutOfMemoryError("as the test wants");
            }
        };
        assertThrows(OutOfMemoryError.class, () -> open(connection));
        assertEquals(0, clients.count());
        assertEquals(Map.of(), registry.viewers());
    }

    @Test
    void clientThatCannotBeWatchedIsClosedAndTheOthersAreWatched() {
        RecordingConnection broken = new RecordingConnection();
        RecordingConnection sound = new RecordingConnection();
        ClientSession session = open(broken);
        open(sound);
        broken.thrown = NoClassDefFoundError.class;
        clients.watch(clock.nanoTime());
        assertEquals(1, sound.pings);
        assertNull(sound.closeReason);
        assertEquals(CloseReason.FAILED, broken.closeReason);
        clients.watch(clock.nanoTime());
        assertEquals(1, clients.watched());
        assertFalse(session.isOpen());
        assertThrows(AssertionError.class, log::verify);
    }

    @Test
    void noClientIsAcceptedOnceTheApplicationStops() {
        RecordingConnection first = new RecordingConnection();
        open(first);
        clients.drain(Duration.ZERO);
        assertEquals(CloseReason.SHUTDOWN, first.closeReason);
        RecordingConnection second = new RecordingConnection();
        assertLeft(open(second));
        assertEquals(CloseReason.SHUTDOWN, second.closeReason);
    }

    private void assertLeft(ClientSession session) {
        assertEquals(0, clients.count());
        clients.watch(clock.nanoTime());
        assertEquals(0, clients.watched());
        assertEquals(Subscription.State.ENDED, registry.subscribe(session, AAPL).state());
    }

    @Test
    void sweepThatTakesLongOverManyClientsMakesProgress() {
        List<Long> stalls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open(new RecordingConnection() {
                @Override
                public void ping() {
                    clock.advance(Duration.ofSeconds(4));
                    stalls.add(clients.stalledFor(clock.nanoTime()));
                }
            });
        }
        clients.watch(clock.nanoTime());
        assertEquals(List.of(4L, 4L, 4L), stalls.stream().map(TimeUnit.NANOSECONDS::toSeconds).toList());
        assertEquals(0, clients.stalledFor(clock.nanoTime()));
    }

    private ClientSession open(ClientConnection connection) {
        return clients.open(connection, Dialect.V1, "192.0.2.1");
    }
}
