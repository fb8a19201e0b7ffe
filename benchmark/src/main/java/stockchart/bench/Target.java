package stockchart.bench;

import java.util.Optional;

/**
 * Where browsers go.
 *
 * @param subprotocol what they request, empty for plain Finnhub messages
 */
record Target(int port, String path, Optional<String> subprotocol) {
    /** Returns whether a browser that returns can be given what it missed. */
    boolean resumes() {
        return subprotocol.isPresent();
    }
}
