package stockchart.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many clients that connect to the price socket at once, as all do after a restart. Test thread only. */
public final class Burst {
    private static final long PATIENCE = 60_000_000_000L;
    private static final String CUT = "cut";

    private final byte[] handshake;
    private final Map<String, Integer> answers = new TreeMap<>();

    private Burst(URI address, String... headers) {
        handshake = ("GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n").getBytes(ISO_8859_1);
    }

    /**
     * Connects, and hangs up when all are answered.
     *
     * @return how many had which answer: a status, with " Retry-After" if there is one, or "cut"
     */
    public static Map<String, Integer> of(int clients, URI address, String... headers) {
        Burst burst = new Burst(address, headers);
        List<SocketChannel> channels = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            InetSocketAddress server = new InetSocketAddress(address.getHost(), address.getPort());
            for (int i = 0; i < clients; i++) {
                SocketChannel channel = SocketChannel.open();
                channels.add(channel);
                channel.configureBlocking(false);
                channel.connect(server);
                channel.register(selector, SelectionKey.OP_CONNECT, ByteBuffer.allocate(2_048));
            }
            long start = System.nanoTime();
            while (!selector.keys().isEmpty() && System.nanoTime() - start < PATIENCE) {
                selector.select(burst::goOn, 100);
                selector.selectNow();
            }
            int waiting = selector.keys().size();
            if (waiting > 0) {
                burst.answers.put("none", waiting);
            }
            return burst.answers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            channels.forEach(Burst::close);
        }
    }

    private void goOn(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(ByteBuffer.wrap(handshake));
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            ByteBuffer buffer = (ByteBuffer) key.attachment();
            boolean ended = channel.read(buffer) < 0;
            String head = new String(buffer.array(), 0, buffer.position(), ISO_8859_1);
            if (head.contains("\r\n\r\n")) {
                answered(key, head.split(" ")[1] + (head.contains("\r\nRetry-After:") ? " Retry-After" : ""));
            } else if (ended) {
                answered(key, CUT);
            }
        } catch (IOException reset) {
            answered(key, CUT);
        }
    }

    private void answered(SelectionKey key, String answer) {
        key.cancel();
        answers.merge(answer, 1, Integer::sum);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
