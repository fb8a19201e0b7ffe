package stockchart.feed.finnhub;

/**
 * A message is not one that {@link TradeScanner} reads, good or bad. Carries no stack trace: it only leads to the codec, and
 * must stay cheap whatever Finnhub sends.
 */
final class NotPlainException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotPlainException() {
        super("not plain");
    }

    /** Throws this if something that must hold does not. */
    static void unless(boolean plain) {
        if (!plain) {
            throw new NotPlainException();
        }
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
