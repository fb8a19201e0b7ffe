package stockchart.client.protocol;

/** Why a command was not carried out; the names are part of the protocol. */
public enum ErrorCode {
    /** Every slot of the feed is in use. */
    SYMBOL_LIMIT,
    /** Finnhub says that it does not carry this symbol; it is asked for again by itself. */
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
