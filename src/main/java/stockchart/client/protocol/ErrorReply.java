package stockchart.client.protocol;

import java.util.Optional;
import stockchart.market.Symbol;
import stockchart.text.VisibleText;

/**
 * Why a command was not carried out, as a code for programs and a sentence for a person. Immutable.
 *
 * <p>The two limits begin with Finnhub's own words, because its clients look for them. The sentences name the symbol, because the
 * plain dialect has no other place for it, and another stock-chart that uses this one as its upstream needs it.
 */
public record ErrorReply(Code code, String message, Optional<String> symbol) {
    private static final String FINNHUBS_WORDS = "Subscribing to too many symbols";

    public static ErrorReply symbolLimit(Symbol symbol, int slots) {
        return new ErrorReply(Code.SYMBOL_LIMIT,
                FINNHUBS_WORDS + ": all " + slots + " are in use, please try again later; refused: "
                        + Symbol.quoted(symbol.value()),
                Optional.of(symbol.value()));
    }

    public static ErrorReply symbolRefused(Symbol symbol) {
        return new ErrorReply(Code.SYMBOL_REFUSED, "Finnhub does not carry this symbol: " + Symbol.quoted(symbol.value())
                + "; it is requested again automatically, every few minutes", Optional.of(symbol.value()));
    }

    public static ErrorReply clientLimit(Symbol symbol, int symbols) {
        return new ErrorReply(Code.CLIENT_LIMIT, FINNHUBS_WORDS + ": one client may watch " + symbols
                + " at once, unsubscribe another first; refused: " + Symbol.quoted(symbol.value()), Optional.of(symbol.value()));
    }

    public static ErrorReply unknownSymbol(String text) {
        return new ErrorReply(Code.UNKNOWN_SYMBOL, "Not a symbol: " + Symbol.quoted(text), Optional.of(VisibleText.of(text)));
    }

    public static ErrorReply badMessage(CommandCodec.BadMessageException bad) {
        return new ErrorReply(Code.BAD_MESSAGE, bad.getMessage(), Optional.empty());
    }

    public static ErrorReply tooFast(String command, int perSecond) {
        return new ErrorReply(Code.TOO_FAST, "Too many commands, at most " + perSecond
                + " a second; not carried out: " + Symbol.quoted(command), Optional.empty());
    }

    /** Why a command was not carried out; the names are part of the protocol. */
    public enum Code {
        /** Every slot of the feed is in use, and in {@code stock-chart.v1} every place in the waiting line as well. */
        SYMBOL_LIMIT,
        /** Finnhub reports that it does not carry this symbol; the server requests it again by itself. */
        SYMBOL_REFUSED,
        /** This client already holds its maximum of symbols. */
        CLIENT_LIMIT,
        /** Not a well-formed symbol. */
        UNKNOWN_SYMBOL,
        /** Not a message of the protocol. */
        BAD_MESSAGE,
        /** More commands than a client may send. */
        TOO_FAST
    }
}
