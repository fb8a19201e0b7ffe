package stockchart.platform.concurrent;

import java.time.Duration;
import java.util.Properties;

/**
 * How long the server leaves its connections open when its process is told to end. Payara closes them at once, or after a time
 * that it finds in a system property at that moment; it is the only one that can be asked for more. WildFly says goodbye to all
 * clients by itself.
 *
 * <p>Any thread.
 */
public final class ShutdownGrace {
    /** Milliseconds; Payara Micro's option {@code --shutdowngrace} sets it too. */
    static final String GRACE = "fish.payara.shutdowngrace";
    /** For what comes on top: both sides begin at once, and a goodbye takes a moment itself. */
    private static final Duration MARGIN = Duration.ofMillis(250);

    private final Properties properties;
    private final boolean canWait;
    /** What was asked for last, null if nothing: whoever runs the server may have set another one, and that holds. */
    private volatile String asked;

    ShutdownGrace(Properties properties, boolean canWait) {
        this.properties = properties;
        this.canWait = canWait;
    }

    /** The server this runs on. */
    public static ShutdownGrace ofThisServer() {
        return new ShutdownGrace(System.getProperties(), isPayara());
    }

    /** Asks for so much time; none takes the question back. */
    public void askFor(Duration time) {
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

    /** Takes the question back, for whatever else runs here. */
    public void withdraw() {
        askFor(Duration.ZERO);
    }

    /** How long connections stay open from the moment the process is told to end. */
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
