package stockchart.cluster.redis;

import java.io.IOException;

/**
 * A call to the store that has no answer, with a sentence for the operator that holds no secret. Unless it
 * {@link #wasRefused()}, it may have been carried out, or may still be. Without a stack trace: a lost connection is no mistake.
 */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean wasRefused;

    StoreException(String sentence, boolean wasRefused) {
        super(sentence);
        this.wasRefused = wasRefused;
    }

    /** Returns whether the store has answered that it does not carry this out: it did nothing. */
    public boolean wasRefused() {
        return wasRefused;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
