package stockchart.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Frames as a client may send them, and as it may not; masked with zeros, which leaves the payload as it is. Stateless. */
public final class ClientFrames {
    public static final int FIN = 0x80;
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xa;

    private static final int MASKED = 0x80;

    private ClientFrames() {}

    /** A whole frame. @param first the byte with flags and kind */
    public static byte[] frame(int first, byte... payload) {
        return concat(head(first, payload.length), payload);
    }

    /** The head of a frame, its length in as few bytes as it needs. */
    public static byte[] head(int first, long length) {
        return head(first, length < 126 ? 0 : length < 1 << 16 ? 2 : 8, length);
    }

    /** The head of a frame. @param lengthBytes 0, 2 or 8 behind the second byte */
    public static byte[] head(int first, int lengthBytes, long length) {
        ByteBuffer head = ByteBuffer.allocate(2 + lengthBytes + 4);
        head.put((byte) first);
        switch (lengthBytes) {
            case 0 -> head.put((byte) (MASKED | (int) length));
            case 2 -> head.put((byte) (MASKED | 126)).putShort((short) length);
            default -> head.put((byte) (MASKED | 127)).putLong(length);
        }
        return head.array();
    }

    /** A whole frame that nothing masks, of at most 125 bytes. */
    public static byte[] unmasked(int first, byte... payload) {
        return concat(new byte[] {(byte) first, (byte) payload.length}, payload);
    }

    /** One after the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The same again and again. */
    public static byte[] times(int count, byte[] part) {
        ByteBuffer all = ByteBuffer.allocate(count * part.length);
        for (int i = 0; i < count; i++) {
            all.put(part);
        }
        return all.array();
    }
}
