package stockchart.browser;

import java.util.Optional;

/** What a client may ask for. Immutable. Symbols are still the client's text: only the session says what a bad one means. */
sealed interface BrowserCommand {
    /** Wants a symbol's trades, and with {@code after} only those it does not have yet. */
    record Subscribe(String symbol, Optional<Position> after) implements BrowserCommand {}

    /** Wants a symbol's trades no longer. */
    record Unsubscribe(String symbol) implements BrowserCommand {}

    /** A sign of life that some of Finnhub's clients send; asks for nothing. */
    record Heartbeat() implements BrowserCommand {}

    /** A place on a tape: the sequence number of the last trade a client has, under the tape's epoch. */
    record Position(long epoch, long seq) {}
}
