package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionGuardsTest {
    private final OutOfMemoryError mistake = new OutOfMemoryError("as the test wants");
    private final List<Throwable> endings = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final List<Integer> limits = new ArrayList<>();
    private int looks;
    private boolean cannotBeGuarded;
    private final SessionGuards guards = new SessionGuards();
    private final Session session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
            (self, method, arguments) -> switch (method.getName()) {
                case "getUserProperties" -> properties();
                case "close" -> closed.add((CloseReason) arguments[0]) ? null : null;
                case "setMaxTextMessageBufferSize", "setMaxBinaryMessageBufferSize" -> limits.add((int) arguments[0]) ? null : null;
                default -> throw new AssertionError(method);
            });

    private Map<String, Object> properties() {
        looks++;
        if (cannotBeGuarded) {
            throw mistake;
        }
        return Map.of();
    }

    @Test
    void aSessionIsOpenedBeforeItsGuard() {
        guards.open(session, () -> {
            assertEquals(0, looks);
            return Optional.of(FrameGuard.withoutListener());
        }, endings::add);
        assertEquals(1, looks);
        assertEquals(List.of(), endings);
        assertEquals(List.of(), closed);
    }

    @Test
    void serverWithoutAGuardUsesItsOwnLimits() {
        guards.open(session, () -> Optional.of(FrameGuard.withoutListener()), endings::add);
        assertEquals(List.of(FrameGuard.MAX_MESSAGE, FrameGuard.MAX_MESSAGE), limits);
    }

    @Test
    void aSessionThatCannotBeOpenedIsClosed() {
        assertSame(mistake, assertThrows(OutOfMemoryError.class, () -> guards.open(session, () -> {
            throw mistake;
        }, endings::add)));
        assertEnded();
        assertEquals(1, looks, "it is guarded nevertheless");
    }

    @Test
    void aSessionThatCannotBeGuardedIsEndedAndClosed() {
        cannotBeGuarded = true;
        assertThrows(OutOfMemoryError.class,
                () -> guards.open(session, () -> Optional.of(FrameGuard.withoutListener()), endings::add));
        assertEnded();
    }

    @Test
    void aSessionIsClosedAlthoughItCannotBeEnded() {
        cannotBeGuarded = true;
        assertThrows(OutOfMemoryError.class, () -> guards.open(session, () -> Optional.of(FrameGuard.withoutListener()), failure -> {
            endings.add(failure);
            throw new IllegalStateException("as the test wants");
        }));
        assertEnded();
    }

    private void assertEnded() {
        assertEquals(List.of(mistake), endings);
        assertEquals(List.of(1011), closed.stream().map(reason -> reason.getCloseCode().getCode()).toList());
    }
}
