package stockchart.platform.websocket;

/** What a client may not send, with the close code and reason it is told (RFC 6455 section 7.4). */
public enum FrameViolation implements ClientConnection.CloseFrame {
    PROTOCOL_ERROR(1002, "Not a WebSocket frame of a client (RFC 6455)"),
    MESSAGE_TOO_BIG(1009, "The message is over 4 KB"),
    TOO_MANY_FRAMES(1008, "Too many pings, pongs or fragments; please slow down"),
    UNFINISHED_MESSAGE(1008, "The message took too long to arrive");

    private final int code;
    private final String reason;

    FrameViolation(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String reason() {
        return reason;
    }
}
