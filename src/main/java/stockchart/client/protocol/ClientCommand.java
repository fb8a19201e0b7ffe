package stockchart.client.protocol;

import java.util.List;
import java.util.Optional;
import stockchart.tape.Candle.Interval;

/** What a client may ask for. Immutable. Symbols are still the client's text: only the session says what a bad one means. */
public sealed interface ClientCommand {
    /**
     * Wants a symbol's trades, and with {@code after} only those it does not have yet.
     *
     * @param candles the candles it wants as well, of each interval once; none in the plain dialect
     */
    record Subscribe(String symbol, Optional<Position> after, List<CandlesAsked> candles) implements ClientCommand {
        public Subscribe {
            candles = List.copyOf(candles);
        }
    }

    /** Wants a symbol's trades no longer. */
    record Unsubscribe(String symbol) implements ClientCommand {}

    /** A sign of life that some of Finnhub's clients send; asks for nothing. */
    record Heartbeat() implements ClientCommand {}

    /** A place on a tape: the sequence number of the last trade a client has, under the tape's epoch. */
    record Position(long epoch, long seq) {}

    /** Candles that start at or after a time, in milliseconds since 1970-01-01 UTC; 0 for all. */
    record CandlesAsked(Interval interval, long from) {}
}
