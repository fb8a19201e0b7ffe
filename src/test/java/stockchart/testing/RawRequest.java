package stockchart.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A GET as it is written, which a client of the JDK would put in order first; from any of this machine's own addresses, 127.0.0.2
 * and so on, so that servers take it for another client. Test thread only.
 */
public final class RawRequest {
    private static final String HERE = "127.0.0.1";

    private RawRequest() {}

    /** The whole answer, head and body. @param target path and query, not put in order @param headers whole lines */
    public static String answer(String from, URI server, String target, String... headers) {
        return answerTo("GET", from, server, target, headers);
    }

    /** The same with another method. */
    public static String answerTo(String method, String from, URI server, String target, String... headers) {
        String lines = Stream.concat(Stream.of("Host: " + server.getAuthority(), "Connection: close"), Stream.of(headers))
                .collect(Collectors.joining("\r\n"));
        return exchange(from, server, method + " " + target + " HTTP/1.1\r\n" + lines + "\r\n\r\n");
    }

    /** The HTTP status of the answer. */
    public static int status(String from, URI server, String target, String... headers) {
        return status(answer(from, server, target, headers));
    }

    /** The HTTP status with which a WebSocket is refused; fails if it is not. */
    public static int refusal(String from, URI server, String target, String... headers) {
        String lines = Stream.concat(Stream.of("Host: " + server.getAuthority(), "Connection: Upgrade", "Upgrade: websocket",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="), Stream.of(headers))
                .collect(Collectors.joining("\r\n"));
        String line = firstLine(from, server, "GET " + target + " HTTP/1.1\r\n" + lines + "\r\n\r\n");
        if (status(line) == 101) {
            throw new AssertionError("The client was accepted: " + line);
        }
        return status(line);
    }

    /** The status in an answer. */
    public static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** What a server answers at first to bytes that need not be a request and are all it gets; empty if it ends the connection. */
    public static String firstBytes(String from, URI server, String bytes) {
        try (Socket socket = connect(from, server)) {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            byte[] first = new byte[1_024];
            int length = socket.getInputStream().read(first);
            return length < 0 ? "" : new String(first, 0, length, ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String exchange(String from, URI server, String request) {
        try (Socket socket = connect(from, server)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String firstLine(String from, URI server, String request) {
        try (Socket socket = connect(from, server)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read(); next >= ' '; next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Socket connect(String from, URI server) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(HERE), server.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout((int) Eventually.CEILING.toMillis());
        return socket;
    }
}
