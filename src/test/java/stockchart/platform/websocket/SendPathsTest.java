package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.platform.websocket.SendPaths.SendPath;

class SendPathsTest {
    private final Session session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
            (self, method, arguments) -> {
                throw new AssertionError("Nothing is asked of it");
            });

    @Test
    void sessionsOfOtherServersTakeTheStandardPath() {
        SendPaths paths = new SendPaths(true, Level.DEBUG);
        assertFalse(paths.isTaken(SendPath.STANDARD));
        assertEquals(Optional.empty(), paths.writer(session));
        assertTrue(paths.isTaken(SendPath.STANDARD));
        assertFalse(paths.isTaken(SendPath.QUEUE));
    }

    @Test
    void noFasterWayIsLookedForWhenSwitchedOff() {
        SendPaths paths = new SendPaths(false, Level.DEBUG);
        assertEquals(Optional.empty(), paths.writer(null));
        assertTrue(paths.isTaken(SendPath.STANDARD));
    }
}
