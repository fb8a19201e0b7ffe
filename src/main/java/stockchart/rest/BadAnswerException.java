package stockchart.rest;

import java.io.IOException;

/** Finnhub has answered "OK", but not with what was asked for. Thrown by whoever reads an answer. */
public final class BadAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message what came instead, fit for a log */
    public BadAnswerException(String message) {
        super(message);
    }
}
