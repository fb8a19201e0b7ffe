package stockchart.rest;

import java.io.IOException;
import java.net.HttpURLConnection;

/** Finnhub has answered, but with something else than "OK". */
public final class StatusException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    StatusException(int status) {
        super("HTTP " + status);
        this.status = status;
    }

    /** Says whether the key is not taken, or does not allow this. */
    public boolean isRefusal() {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
    }

    /** Says whether this very request is refused for good, whoever asks and whenever: it is wrong, or not part of the plan. */
    public boolean isFinal() {
        return status >= 400 && status < 500 && status != 401 && status != 408;
    }
}
