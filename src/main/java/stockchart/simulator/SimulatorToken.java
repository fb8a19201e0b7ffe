package stockchart.simulator;

import java.util.regex.Pattern;

/** Which keys the simulator takes. They protect nothing; they only let several clients each have a connection of their own. */
final class SimulatorToken {
    private static final Pattern VALID = Pattern.compile("simulator" + "(-[A-Za-z0-9-]{1,64})?");

    private SimulatorToken() {
    }

    /** Says whether a text, possibly null, is {@code simulator} or {@code simulator-} followed by letters, digits and hyphens. */
    static boolean isValid(String text) {
        return text != null && VALID.matcher(text).matches();
    }
}
