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
import stockchart.client.admission.Door;
import stockchart.client.admission.DoorSettings;
import stockchart.client.protocol.Dialect;
import stockchart.client.session.BrowserSession;
import stockchart.client.session.BrowserSettings;
import stockchart.client.session.ClientRegistry;
import stockchart.client.session.Departure;
import stockchart.container.ClientConnection;
import stockchart.container.SendMeter;
import stockchart.container.SendPaths;
import stockchart.container.SessionGuards;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.settings.Settings;
import stockchart.settings.TrustedProxies;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class PriceEndpointTest {
    private final ManualClock clock = new ManualClock();
    private final Door door = new Door(new DoorSettings(3, 3, 100, List.of(),
            TrustedProxies.from(new Settings(key -> Optional.empty()))), clock::nanoTime);
    private final ClientRegistry clients = new ClientRegistry(
            new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 100, 10), new FeedStatus(FeedStatus.State.LIVE, false, 9), clock,
                    clock::nanoTime, new ManualExecutor(), 1),
            new BrowserSettings(3, 10, Duration.ofSeconds(10)), door,
            new Departure(clock::nanoTime, nanos -> clock.advance(Duration.ofNanos(nanos))), clock::nanoTime);
    private final Browsers browsers = new Browsers() {
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
        public BrowserSession open(ClientConnection outlet, Dialect dialect, String client) {
            return clients.open(outlet, dialect, client);
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
            assertThrows(OutOfMemoryError.class, () -> new PriceEndpoint(browsers).open(session));
            assertThrows(AssertionError.class, log::verify, "it is told");
        }
        assertTrue(closed.contains(1011), closed::toString);
        assertEquals(0, clients.count());
        clock.advance(Duration.ofMinutes(1));
        clients.watch(clock.nanoTime());
        assertEquals(0, clients.watched());
    }
}
