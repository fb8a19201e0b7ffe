package stockchart.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client of {@code stock-chart.v1} that neither reads nor answers once it has sent its commands, while its connection
 * stays open: all that a server sees of a browser whose machine has lost its network. Test thread only.
 */
public final class VanishingClient implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final String answer;

    /**
     * Opens the connection; returns after the handshake.
     *
     * @param further header lines
     */
    public VanishingClient(URI address, String... further) {
        String handshake = String.join("\r\n", "GET " + address.getPath() + " HTTP/1.1", "Host: " + address.getAuthority(),
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol: stock-chart.v1")
                + Stream.of(further).map(line -> "\r\n" + line).collect(Collectors.joining()) + END_OF_HEAD;
        try {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout((int) Eventually.CEILING.toMillis());
            socket.getOutputStream().write(handshake.getBytes(ISO_8859_1));
            answer = readHead();
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError("No WebSocket: " + answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String readHead() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("The handshake broke off: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The server's answer to the handshake: status and headers. */
    public String answer() {
        return answer;
    }

    public void subscribe(String symbol) {
        send(TEXT, ("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}").getBytes(ISO_8859_1));
    }

    /**
     * Sends a frame as it is.
     *
     * @param first the byte with flags and kind
     * @param content at most 125 bytes
     */
    public void send(int first, byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write(MASKED | content.length);
        // A mask of zeros leaves the content as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(content);
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All that the server has sent since the handshake, read only now; fails if the server does not end the connection. */
    public String readToTheEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException notEnded) {
            throw new AssertionError("The server did not end the connection", notEnded);
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
