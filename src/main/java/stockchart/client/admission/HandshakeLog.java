package stockchart.client.admission;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import stockchart.container.LimitedLog;
import stockchart.market.Symbol;

/** Tells whoever runs the server who is not let in, each reason apart, and which setting decides it. Any thread. */
final class HandshakeLog {
    private static final Logger LOG = System.getLogger(HandshakeLog.class.getName());

    /** Never changed once built. */
    private final Map<HandshakeRefusal, LimitedLog> reasons = new EnumMap<>(HandshakeRefusal.class);

    HandshakeLog() {
        for (HandshakeRefusal reason : HandshakeRefusal.values()) {
            reasons.put(reason, new LimitedLog(LOG, Level.WARNING));
        }
    }

    /** @param whom the page's origin, or the client's address */
    void tell(HandshakeRefusal reason, String whom) {
        reasons.get(reason).tell(() -> switch (reason) {
            case ORIGIN -> "Refused a page of " + Symbol.quoted(whom) + ": not among STOCKCHART_ALLOWED_ORIGINS";
            case ADDRESS -> "Refused a client: " + whom + " has as many places as STOCKCHART_BROWSERS_PER_ADDRESS allows;"
                    + " if it is a proxy, name it in STOCKCHART_TRUSTED_PROXIES";
            case FULL -> "Refused a client: the server is full, see STOCKCHART_BROWSERS";
            case RATE -> "Refused a client: more come in a second than STOCKCHART_HANDSHAKES_PER_SECOND allows";
        });
    }
}
