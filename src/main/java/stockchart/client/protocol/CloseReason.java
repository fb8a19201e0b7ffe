package stockchart.client.protocol;

import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard.FrameViolation;

/** Why the server closes a connection; code and reason go into the close frame. */
public enum CloseReason implements ClientConnection.CloseFrame {
    /** The client keeps breaking a limit; reconnecting at once will end the same way. */
    LIMITS_ABUSED(1008, "Too many commands; please slow down"),
    /** The client does not speak the protocol, RFC 6455. */
    PROTOCOL_BROKEN(FrameViolation.PROTOCOL_ERROR),
    MESSAGE_TOO_BIG(FrameViolation.MESSAGE_TOO_BIG),
    /** Pings, pongs or fragments without end. */
    FRAMES_ABUSED(FrameViolation.TOO_MANY_FRAMES),
    MESSAGE_UNFINISHED(FrameViolation.UNFINISHED_MESSAGE),
    /** The client does not read what it requested; it may reconnect and resume. */
    TOO_SLOW(1013, "Not reading fast enough; please try again later"),
    /**
     * A message could not be sent, so the connection is most likely lost; a client that still receives this may reconnect and
     * resume.
     */
    BROKEN(1013, "A message could not be sent; please come back"),
    /** A defect or lack of memory on the server has interrupted what the client requested; it may reconnect and resume. */
    FAILED(1011, "The server has failed; please come back"),
    /** Nothing was received from the client, not even a pong. */
    SILENT(1013, "No answer to pings; please try again later"),
    /** The server holds as many clients as it may. */
    SERVER_FULL(1013, "The server is full; please try again later"),
    /** The client's address has as many connections as it may. */
    ADDRESS_FULL(1013, "Too many connections from your address; please try again later"),
    /** The server stops or the application is redeployed; reconnect and resume. */
    SHUTDOWN(1001, "The server is going away; please come back");

    private final int code;
    private final String reason;

    CloseReason(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    CloseReason(FrameViolation violation) {
        this(violation.code(), violation.reason());
    }

    /** The close reason for a frame that violates the protocol or its limits. */
    public static CloseReason of(FrameViolation violation) {
        return switch (violation) {
            case PROTOCOL_ERROR -> PROTOCOL_BROKEN;
            case MESSAGE_TOO_BIG -> MESSAGE_TOO_BIG;
            case TOO_MANY_FRAMES -> FRAMES_ABUSED;
            case UNFINISHED_MESSAGE -> MESSAGE_UNFINISHED;
        };
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
