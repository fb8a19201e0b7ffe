package stockchart.client.protocol;

/** The protocol version of a client, negotiated as a subprotocol during the handshake. */
public enum Dialect {
    /** Finnhub's own messages and nothing else, live trades only. */
    PLAIN,
    /** Finnhub's messages with sequence numbers, and the replies a page needs. */
    V1;

    /** The subprotocol that stands for {@link #V1}. */
    public static final String V1_SUBPROTOCOL = "stock-chart.v1";

    public static Dialect of(String negotiatedSubprotocol) {
        return V1_SUBPROTOCOL.equals(negotiatedSubprotocol) ? V1 : PLAIN;
    }
}
