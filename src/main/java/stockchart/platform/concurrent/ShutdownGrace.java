package stockchart.platform.concurrent;

import java.time.Duration;
import java.util.Properties;

/**
 * How long the server keeps its connections open when its process is terminated. Payara closes them at once, or after a time that
 * it reads from a system property at that moment; it is the only server where this time can be extended. WildFly closes all clients
 * properly by itself.
 *
 * <p>Any thread.
 */
public final class ShutdownGrace {
    /** Milliseconds; Payara Micro's option {@code --shutdowngrace} sets it too. */
    static final String GRACE = "fish.payara.shutdowngrace";
    /** Added to what is requested: both sides start at once, and closing takes a moment itself. */
    private static final Duration MARGIN = Duration.ofMillis(250);

    private final Properties properties;
    private final boolean canWait;
    /** What was requested last, null if nothing: a value set by the operator differs and is kept. */
    private volatile String asked;

    ShutdownGrace(Properties properties, boolean canWait) {
        this.properties = properties;
        this.canWait = canWait;
    }

    /** The server this runs on. */
    public static ShutdownGrace ofThisServer() {
        return new ShutdownGrace(System.getProperties(), isPayara());
    }

    /** Requests this much time; none withdraws the request. */
    public void request(Duration time) {
        String present = properties.getProperty(GRACE);
        if (canWait && (present == null || present.equals(asked))) {
            if (time.isZero()) {
                properties.remove(GRACE);
                asked = null;
            } else {
                asked = Long.toString(time.plus(MARGIN).toMillis());
                properties.setProperty(GRACE, asked);
            }
        }
    }

    /** Withdraws the request, for other applications on the server. */
    public void withdraw() {
        request(Duration.ZERO);
    }

    /** How long connections stay open from the moment the process is terminated. */
    public Duration granted() {
        String present = properties.getProperty(GRACE, "");
        if (!canWait || !present.matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        Duration open = Duration.ofMillis(Long.parseLong(present)).minus(MARGIN);
        return open.isNegative() ? Duration.ZERO : open;
    }

    private static boolean isPayara() {
        try {
            Class.forName("fish.payara.cluster.Clustered", false, ShutdownGrace.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException another) {
            return false;
        }
    }
}
