package stockchart.client.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import stockchart.client.protocol.Goodbye;
import stockchart.container.LimitedLog;

/** Tells why clients are closed, each reason apart: the first at once, then their number once a minute. Any thread. */
final class Endings {
    private static final Logger LOG = System.getLogger(Endings.class.getName());

    /** Never changed once built. */
    private final Map<Goodbye, LimitedLog> reasons = new EnumMap<>(Goodbye.class);

    Endings() {
        for (Goodbye reason : Goodbye.values()) {
            // That the application stops is told once for all; those who are gone are no trouble of ours.
            Level level = switch (reason) {
                case SHUTDOWN -> Level.DEBUG;
                case BROKEN, SILENT -> Level.INFO;
                case FAILED -> Level.ERROR;
                case LIMITS_ABUSED, PROTOCOL_BROKEN, MESSAGE_TOO_BIG, FRAMES_ABUSED, MESSAGE_UNFINISHED, TOO_SLOW, SERVER_FULL,
                        ADDRESS_FULL -> Level.WARNING;
            };
            reasons.put(reason, new LimitedLog(LOG, level));
        }
    }

    /** @param cause what has failed on our side, null if nothing has */
    void tell(Goodbye reason, Throwable cause) {
        reasons.get(reason).tell(() -> "A client is closed: " + reason.reason(), cause);
    }
}
