package stockchart.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import stockchart.market.Symbol;
import stockchart.market.Width;

/**
 * What a request for candles asks for. Immutable.
 *
 * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC
 * @param to only candles that start before this time
 */
record CandleQuery(Symbol symbol, Width width, long from, long to) {
    /** The largest number that JavaScript holds exactly. */
    private static final long MAX_TIME = (1L << 53) - 1;

    /**
     * @param interval in milliseconds, null if it is missing, as are the others
     * @throws BadQueryException saying what is wrong
     */
    static CandleQuery of(String symbol, String interval, String from, String to, long now) throws BadQueryException {
        if (!Symbol.isWellFormed(symbol)) {
            throw new BadQueryException("BAD_SYMBOL", "Not a symbol: " + Symbol.quoted(symbol)
                    + "; ask for example for ?symbol=AAPL");
        }
        Optional<Width> width = interval != null && interval.matches("\\d{1,12}")
                ? Width.of(Long.parseLong(interval)) : Optional.empty();
        if (width.isEmpty()) {
            throw new BadQueryException("BAD_INTERVAL", "The interval must be one of " + Arrays.stream(Width.values())
                    .map(known -> String.valueOf(known.millis())).collect(Collectors.joining(", ")) + " milliseconds");
        }
        long begin = time("from", from, 0);
        long end = time("to", to, now + Width.DAY.millis());
        if (begin >= end) {
            throw new BadQueryException("BAD_TIME", "\"from\" must be before \"to\"");
        }
        return new CandleQuery(new Symbol(symbol), width.get(), begin, end);
    }

    private static long time(String name, String text, long otherwise) throws BadQueryException {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,16}") || Long.parseLong(text) > MAX_TIME) {
            throw new BadQueryException("BAD_TIME", "\"" + name
                    + "\" must be a whole number of milliseconds since 1970, 0 or above");
        }
        return Long.parseLong(text);
    }

    /** A request that cannot be understood, with a sentence for a person. Without a stack trace: it is no mistake here. */
    static final class BadQueryException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        BadQueryException(String code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
