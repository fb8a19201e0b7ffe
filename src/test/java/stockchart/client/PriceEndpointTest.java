package stockchart.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.client.admission.Admission;
import stockchart.client.admission.AdmissionSettings;
import stockchart.client.protocol.Dialect;
import stockchart.client.session.ClientRegistry;
import stockchart.client.session.ClientSession;
import stockchart.client.session.ClientSettings;
import stockchart.client.session.ConnectionDraining;
import stockchart.http.TrustedProxies;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.platform.websocket.SendPaths;
import stockchart.platform.websocket.SessionGuards;
import stockchart.settings.Settings;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class PriceEndpointTest {
    private final ManualClock clock = new ManualClock();
    private final Admission admission = new Admission(new AdmissionSettings(3, 3, 100, List.of(),
            TrustedProxies.from(new Settings(key -> Optional.empty()))), clock::nanoTime);
    private final ClientRegistry registry = new ClientRegistry(
            new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 1_000, 100, 10), new FeedStatus(FeedStatus.State.LIVE, false, 9), clock,
                    clock::nanoTime, new ManualExecutor(), 1),
            new ClientSettings(3, 10, Duration.ofSeconds(10)), admission,
            new ConnectionDraining(clock::nanoTime, nanos -> clock.advance(Duration.ofNanos(nanos))), clock::nanoTime);
    private final Clients clients = new Clients() {
        private final SessionGuards guards = new SessionGuards();

        @Override
        public SessionGuards guards() {
            return guards;
        }

        @Override
        public SendPaths sendPaths() {
            return new SendPaths(false, Level.DEBUG);
        }

        @Override
        public SendMeter meter() {
            return SendMeter.NONE;
        }

        @Override
        public ClientSession open(ClientConnection connection, Dialect dialect, String client) {
            return registry.open(connection, dialect, client);
        }
    };
    private final List<Integer> closed = new ArrayList<>();

    @Test
    void aSessionWithoutAGuardIsClosedAndLeavesNothing() {
        Map<String, Object> properties = new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public Object get(Object key) {
                throw new OutOfMemoryError("as the test wants");
            }
        };
        Session session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserProperties" -> properties;
                    case "getNegotiatedSubprotocol" -> "";
                    case "isOpen" -> true;
                    case "close" -> closed.add(((CloseReason) arguments[0]).getCloseCode().getCode()) ? null : null;
                    default -> null;
                });
        try (LogWatch log = new LogWatch()) {
            assertThrows(OutOfMemoryError.class, () -> new PriceEndpoint(clients).open(session));
            assertThrows(AssertionError.class, log::verify, "the failure is logged");
        }
        assertTrue(closed.contains(1011), closed::toString);
        assertEquals(0, registry.count());
        clock.advance(Duration.ofMinutes(1));
        registry.watch(clock.nanoTime());
        assertEquals(0, registry.watched());
    }
}
