package stockchart.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A slow HTTP client: it sends in pieces, and reads on request. Test thread only. */
public final class SlowClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 4_096;
    /** Longer than any deadline of a request that tests wait for. */
    private static final int CEILING_MILLIS = 30_000;

    private final SocketChannel channel;

    /** @param from one of this machine's addresses */
    public SlowClient(String from, URI server) {
        try {
            channel = SocketChannel.open();
            channel.socket().setReceiveBufferSize(RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends as much as the other end takes, without waiting; how many bytes that were, negative if the connection has ended. */
    public int send(String text) {
        try {
            channel.configureBlocking(false);
            return channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        } catch (IOException ended) {
            return -1;
        }
    }

    /** All that comes until the connection ends. */
    public String readToTheEnd() {
        StringBuilder read = new StringBuilder();
        try {
            channel.configureBlocking(true);
            Socket socket = channel.socket();
            socket.setSoTimeout(CEILING_MILLIS);
            byte[] piece = new byte[RECEIVE_BUFFER];
            for (int count = socket.getInputStream().read(piece); count >= 0; count = socket.getInputStream().read(piece)) {
                read.append(new String(piece, 0, count, ISO_8859_1));
            }
            return read.toString();
        } catch (SocketTimeoutException open) {
            throw new AssertionError("The connection stays open after: " + read, open);
        } catch (IOException reset) {
            return read.toString();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
