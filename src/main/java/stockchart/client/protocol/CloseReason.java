package stockchart.client.protocol;

import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard.FrameViolation;

/** Why a connection is closed by the server; code and reason go into the close frame. */
public enum CloseReason implements ClientConnection.CloseFrame {
    /** The client keeps breaking a limit; coming back at once will end the same way. */
    LIMITS_ABUSED(1008, "Too many commands; please slow down"),
    /** The client does not speak the protocol, RFC 6455. */
    PROTOCOL_BROKEN(FrameViolation.PROTOCOL_ERROR),
    MESSAGE_TOO_BIG(FrameViolation.MESSAGE_TOO_BIG),
    /** Pings, pongs or fragments without end. */
    FRAMES_ABUSED(FrameViolation.TOO_MANY_FRAMES),
    MESSAGE_UNFINISHED(FrameViolation.UNFINISHED_MESSAGE),
    /** The client does not take what it asked for; it may come back and resume. */
    TOO_SLOW(1013, "Not reading fast enough; please try again later"),
    /** A message could not be sent: the connection is most likely gone; whoever still hears it may come back and resume. */
    BROKEN(1013, "A message could not be sent; please come back"),
    /** A mistake of ours, or the want of memory, has broken off what the client asked for; it may come back and resume. */
    FAILED(1011, "The server has failed; please come back"),
    /** Nothing was heard from the client, not even an answer to a ping. */
    SILENT(1013, "No answer to pings; please try again later"),
    /** The server holds as many clients as it may. */
    SERVER_FULL(1013, "The server is full; please try again later"),
    /** The client's address holds as many places as it may. */
    ADDRESS_FULL(1013, "Too many connections from your address; please try again later"),
    /** The server stops or is redeployed; come back and resume. */
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

    /** What a client is told that may not send what it sent. */
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
