package stockchart.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;

/** A client that sends given bytes, and reads frame by frame on request. Test thread only. */
public final class FrameClient implements AutoCloseable {
    private static final int OPCODE = 0x0f;
    private static final int SHORT_LENGTH = 126;
    private static final int SMALL = 4_096;

    private final Socket socket;
    private final DataInputStream in;

    /** A frame of the server. */
    public record Frame(int opcode, byte[] payload) {}

    /** Opens the connection; returns after the handshake. @param subprotocol requested; empty for none */
    public FrameClient(URI address, String subprotocol) {
        this(address, subprotocol, new byte[0]);
    }

    /** The same. @param first what is sent in one write with the handshake */
    public FrameClient(URI address, String subprotocol, byte[] first) {
        String path = address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
        String handshake = "GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
        try {
            socket = new Socket();
            // So that a client that does not read is soon known for one.
            socket.setReceiveBufferSize(SMALL);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            // More than twice the time any server takes to send the cause of a close.
            socket.setSoTimeout(4 * (int) Eventually.CEILING.toMillis());
            socket.getOutputStream().write(ClientFrames.concat(handshake.getBytes(ISO_8859_1), first));
            in = new DataInputStream(socket.getInputStream());
            String answer = readHead();
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError("No WebSocket: " + answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same; returns whether the connection took them. */
    public boolean isSent(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** The next frame of a kind; those before it are left out. */
    public byte[] next(int opcode) {
        Frame frame = next();
        while (frame.opcode() != opcode) {
            if (frame.opcode() == ClientFrames.CLOSE) {
                throw new AssertionError("Closed: " + new String(frame.payload(), ISO_8859_1));
            }
            frame = next();
        }
        return frame.payload();
    }

    /** The code of the close frame with which the server ends the connection. */
    public int closeCode() {
        Frame frame = next();
        while (frame.opcode() != ClientFrames.CLOSE) {
            frame = next();
        }
        return frame.payload().length < 2 ? 1005 : ByteBuffer.wrap(frame.payload()).getShort();
    }

    /** The next frame. */
    public Frame next() {
        try {
            int opcode = in.readUnsignedByte() & OPCODE;
            int length = in.readUnsignedByte();
            length = length == SHORT_LENGTH ? in.readUnsignedShort() : length > SHORT_LENGTH ? (int) in.readLong() : length;
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(opcode, payload);
        } catch (IOException broken) {
            throw new AssertionError("The connection ended without a close frame", broken);
        }
    }

    /** Whether the server has ended the connection, waiting for it. */
    public boolean isEnded() {
        try {
            while (in.read() >= 0) {
                // Whatever comes before the end.
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
