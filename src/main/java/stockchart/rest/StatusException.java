package stockchart.rest;

import java.io.IOException;

/** Finnhub has answered, but with something else than "OK". */
public final class StatusException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    StatusException(int status) {
        super("HTTP " + status);
        this.status = status;
    }

    /** Says whether this very request is refused for good, whoever asks and whenever: it is wrong, or not part of the plan. */
    public boolean isFinal() {
        return status >= 400 && status < 500 && status != 401 && status != 408;
    }
}
