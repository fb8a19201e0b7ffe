package stockchart.platform.websocket;

import java.nio.charset.StandardCharsets;

/**
 * A message to send, perhaps to many clients: the WebSocket frame that carries it is built by the first sender that needs it.
 *
 * <p>Immutable but for the frame and the size it caches, which any thread may request. Compared by identity.
 */
public final class OutboundMessage {
    private static final byte WHOLE_TEXT = (byte) 0x81;
    private static final byte PONG = (byte) 0x8a;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final String text;
    private final Content content;
    /** 0 until first requested; two threads that request it at once compute the same. */
    private int size;
    /** Null until first needed; two threads that need it at once build the same. */
    private volatile byte[] frame;

    /** @param text the message, of any length */
    public OutboundMessage(String text) {
        this(text, Content.NONE);
    }

    /** The same with the figures to be counted. */
    public OutboundMessage(String text, Content content) {
        this.text = text;
        this.content = content;
    }

    /**
     * What a message carries, for counting. Immutable.
     *
     * @param items how many
     * @param missed how many were left out before them
     * @param oldest when the first of them arrived, on the monotonic clock in nanoseconds; meaningless if there is none
     */
    public record Content(int items, long missed, long oldest) {
        static final Content NONE = new Content(0, 0, 0);
    }

    /** The figures to be counted. */
    public Content content() {
        return content;
    }

    /** The length of the message in bytes, in UTF-8 and without the frame header. */
    public int size() {
        int known = size;
        if (known == 0) {
            known = bytes(text);
            size = known;
        }
        return known;
    }

    /** Each half of a surrogate pair counts as half of the pair's four bytes. */
    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }

    /** The message's text. */
    public String text() {
        return text;
    }

    /** The message as one whole, unmasked frame of a server (RFC 6455 section 5.2). Not to be written to. */
    byte[] frame() {
        byte[] known = frame;
        if (known == null) {
            known = build(WHOLE_TEXT, text.getBytes(StandardCharsets.UTF_8));
            frame = known;
        }
        return known;
    }

    /** A pong as one frame of a server. */
    static byte[] pong(byte[] payload) {
        return build(PONG, payload);
    }

    private static byte[] build(byte kind, byte[] payload) {
        int lengthBytes = payload.length < SHORT ? 0 : payload.length < 1 << Short.SIZE ? Short.BYTES : Long.BYTES;
        byte[] frame = new byte[2 + lengthBytes + payload.length];
        frame[0] = kind;
        frame[1] = (byte) (lengthBytes == 0 ? payload.length : lengthBytes == Short.BYTES ? SHORT : LONG);
        long left = payload.length;
        for (int i = 1 + lengthBytes; i > 1; i--) {
            frame[i] = (byte) left;
            left >>>= Byte.SIZE;
        }
        System.arraycopy(payload, 0, frame, 2 + lengthBytes, payload.length);
        return frame;
    }

    @Override
    public String toString() {
        return text;
    }
}
