package stockchart.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes WebSocket frames. Stateless. */
final class FrameWriter {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int PONG = 10;
    private static final int SMALL = 126;
    private static final int LARGE = 127;

    private FrameWriter() {}

    /** A text of a server, unmasked. */
    static ByteBuffer serverText(String text) {
        return frame(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A text of a client; the mask is zero, which costs nothing and is allowed. */
    static ByteBuffer clientText(String text) {
        return frame(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** A client's close frame without a reason. */
    static ByteBuffer close() {
        return frame(FrameReader.CLOSE, new byte[0], true);
    }

    /** The answer to a ping. */
    static ByteBuffer pong(byte[] payload, boolean masked) {
        return frame(PONG, payload, masked);
    }

    private static ByteBuffer frame(int opcode, byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 2 + Long.BYTES + Integer.BYTES).put((byte) (FINAL | opcode));
        int flag = masked ? MASKED : 0;
        if (payload.length < SMALL) {
            frame.put((byte) (flag | payload.length));
        } else if (payload.length < 1 << Short.SIZE) {
            frame.put((byte) (flag | SMALL)).putShort((short) payload.length);
        } else {
            frame.put((byte) (flag | LARGE)).putLong(payload.length);
        }
        if (masked) {
            frame.putInt(0);
        }
        return frame.put(payload).flip();
    }
}
