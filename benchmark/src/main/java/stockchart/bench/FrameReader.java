package stockchart.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what one connection receives into an HTTP head first and WebSocket frames after it. Only whole frames are known, which is
 * what every server here sends. Bytes of an unfinished frame are kept; everything else lives in one buffer shared by all.
 */
final class FrameReader {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** Receives each piece, which is valid only during the call. */
    interface Listener {
        void head(String text) throws IOException;

        void frame(int opcode, byte[] bytes, int from, int to) throws IOException;
    }

    /** More than the longest message, a resume of a whole tape. */
    private static final ByteBuffer SHARED = ByteBuffer.allocate(1 << 20);
    private static final byte[] NONE = {};
    private static final int SMALL = 126;

    private byte[] rest = NONE;
    private boolean upgraded;

    /** @throws EOFException when the other side has closed the connection */
    void read(SocketChannel channel, Listener listener) throws IOException {
        SHARED.clear().put(rest);
        int read = channel.read(SHARED);
        if (read < 0) {
            throw new EOFException("closed by the server");
        }
        byte[] bytes = SHARED.array();
        int end = SHARED.position();
        int from = 0;
        for (int next = from; next >= 0;) {
            from = next;
            next = upgraded ? frame(bytes, from, end, listener) : head(bytes, from, end, listener);
        }
        rest = from == end ? NONE : Arrays.copyOfRange(bytes, from, end);
    }

    private int head(byte[] bytes, int from, int end, Listener listener) throws IOException {
        int stop = Bytes.indexOf(bytes, from, end, HEAD_END);
        if (stop < 0) {
            return -1;
        }
        upgraded = true;
        listener.head(new String(bytes, from, stop - from, StandardCharsets.ISO_8859_1));
        return stop + HEAD_END.length;
    }

    private static final byte[] HEAD_END = Bytes.of("\r\n\r\n");

    /** Hands on the frame that begins at {@code from} and returns where the next one does, or -1 if this one is unfinished. */
    private static int frame(byte[] bytes, int from, int end, Listener listener) throws IOException {
        if (end - from < 2) {
            return -1;
        }
        boolean masked = bytes[from + 1] < 0;
        long length = bytes[from + 1] & 0x7f;
        int lengthBytes = length < SMALL ? 0 : length == SMALL ? 2 : Long.BYTES;
        int start = from + 2 + lengthBytes + (masked ? Integer.BYTES : 0);
        if (end < start) {
            return -1;
        }
        if (lengthBytes > 0) {
            length = number(bytes, from + 2, lengthBytes);
        }
        if (end - start < length) {
            return -1;
        }
        int stop = start + (int) length;
        if (masked) {
            unmask(bytes, start, stop);
        }
        listener.frame(bytes[from] & 0x0f, bytes, start, stop);
        return stop;
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << Byte.SIZE | bytes[from + i] & 0xff;
        }
        return number;
    }

    private static void unmask(byte[] bytes, int start, int stop) {
        for (int i = start; i < stop; i++) {
            bytes[i] ^= bytes[start - Integer.BYTES + (i - start) % Integer.BYTES];
        }
    }
}
