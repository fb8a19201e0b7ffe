package stockchart.feed;

import java.io.IOException;

/** Finnhub answered the handshake with 401 or 403: the key is wrong, or not allowed to do this. */
final class KeyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    KeyRefusedException(int httpStatus) {
        super("The API key was refused with HTTP " + httpStatus);
    }
}
