package stockchart.rest;

import java.io.IOException;
import java.time.Duration;

/** A request was not made, or was refused, because there were too many. */
public final class BudgetException extends IOException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    BudgetException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** After how long to ask again. */
    public Duration delay() {
        return wait;
    }
}
