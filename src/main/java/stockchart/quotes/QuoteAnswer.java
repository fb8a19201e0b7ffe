package stockchart.quotes;

import java.util.Optional;
import stockchart.market.Symbol;

/** What can be said at once of a symbol's previous close and its day. Immutable. */
public sealed interface QuoteAnswer {
    /**
     * It is known.
     *
     * @param previousClose the close before the present trading day
     * @param day the figures of the present trading day up to {@code time}; empty where there are none, or none so recent
     * @param time when the price was paid that was the last one when Finnhub was asked, in milliseconds since 1970-01-01 UTC
     */
    record Known(Symbol symbol, double previousClose, Optional<DayFigures> day, long time) implements QuoteAnswer {
        /** The same without the figures of the day. */
        Known withoutDay() {
            return new Known(symbol, previousClose, Optional.empty(), time);
        }
    }

    /**
     * There is none.
     *
     * @param why for a person
     */
    record None(String why) implements QuoteAnswer {}

    /**
     * It is not known yet.
     *
     * @param why for a person
     * @param seconds after how long to ask again, 1 or more
     * @param underWay whether it is being fetched; otherwise something stands in the way
     */
    record Later(String why, int seconds, boolean underWay) implements QuoteAnswer {}
}
