package stockchart.history.providers;

import java.io.IOException;

/** A provider does not give its candles to us: they are not part of the plan. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message what is refused, fit for a log */
    public RefusedException(String message) {
        super(message);
    }
}
