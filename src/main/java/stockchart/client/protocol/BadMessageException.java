package stockchart.client.protocol;

/** A client's message is not one of the protocol; the text is fit to be sent back. */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1;

    BadMessageException(String message) {
        super(message);
    }

    BadMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
