package stockchart.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finnhub's side: accepts the server's one connection, notes what it subscribes to, and sends it messages. */
final class Upstream implements EventLoop.Channel {
    /** So many messages a second a server with 50 slots may send in the long run, after as many at once as it has slots. */
    static final int COMMANDS_PER_SECOND = 5;
    private static final byte[] SUBSCRIBE = Bytes.of("\"type\":\"subscribe\"");
    private static final byte[] SYMBOL = Bytes.of("\"symbol\":\"");
    /** A server that far behind its upstream has failed; more would fill the memory. */
    private static final int MAX_WAITING = 500_000;

    private final EventLoop loop;
    private final ServerSocketChannel listening;
    private final Set<String> symbols = new HashSet<>();
    private Link link;
    private int connections;
    private int commands;
    private int mostSymbols;
    /** How many messages more than the rate allows have come lately, and when the last one came. */
    private double excess;
    private double mostExcess;
    private long commandedAt;
    private int open;
    private int mostOpen;
    private boolean refusing;

    Upstream(EventLoop loop) throws IOException {
        this.loop = loop;
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        loop.register(listening, SelectionKey.OP_ACCEPT, this);
    }

    int port() {
        return listening.socket().getLocalPort();
    }

    /** How many symbols the server has subscribed to. */
    int symbols() {
        return symbols.size();
    }

    /** How many messages the server has sent. */
    int commands() {
        return commands;
    }

    /** How many symbols the server was subscribed to at once, at most. */
    int mostSymbols() {
        return mostSymbols;
    }

    /** By how many messages the server was ahead of {@link #COMMANDS_PER_SECOND}, at most. */
    double mostExcess() {
        return mostExcess;
    }

    /** How many connections the server has made. */
    int connections() {
        return connections;
    }

    boolean isConnected() {
        return link != null && link.upgraded;
    }

    /** How many connections were open at once, at most. */
    int mostOpen() {
        return mostOpen;
    }

    /** Returns whether the present connection carries a symbol. */
    boolean carries(String symbol) {
        return isConnected() && symbols.contains(symbol);
    }

    /** Ends the present connection without a close frame, as Finnhub does. */
    void cut() {
        if (link != null) {
            link.failed(new IOException("cut"));
        }
    }

    /** Answers handshakes with 503, or accepts them again. */
    void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many messages the server has not taken yet. */
    int waiting() {
        return link == null ? 0 : link.waiting.size();
    }

    void send(String text) throws IOException {
        if (link == null) {
            throw new IOException("The server has no upstream connection any more");
        }
        link.send(FrameWriter.serverText(text));
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel channel = listening.accept();
        if (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Link accepted = new Link(channel);
            accepted.key = loop.register(channel, SelectionKey.OP_READ, accepted);
        }
    }

    @Override
    public void failed(IOException failure) {
        throw new IllegalStateException("Cannot accept the server's connection", failure);
    }

    /** One connection of the server; only the last one that requested an upgrade is sent trades. */
    private final class Link implements EventLoop.Channel, FrameReader.Listener {
        private final SocketChannel channel;
        private final FrameReader reader = new FrameReader();
        private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
        private SelectionKey key;
        private boolean upgraded;

        Link(SocketChannel channel) {
            this.channel = channel;
        }

        void send(ByteBuffer bytes) throws IOException {
            waiting.add(bytes);
            if (waiting.size() > MAX_WAITING) {
                throw new IOException("The server does not read its upstream connection");
            }
            flush();
        }

        private void flush() throws IOException {
            while (!waiting.isEmpty()) {
                channel.write(waiting.peek());
                if (waiting.peek().hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                waiting.remove();
            }
            key.interestOps(SelectionKey.OP_READ);
        }

        @Override
        public void ready(SelectionKey ready) throws IOException {
            if (ready.isWritable()) {
                flush();
            }
            if (ready.isReadable()) {
                reader.read(channel, this);
            }
        }

        @Override
        public void head(String text) throws IOException {
            String answer = refusing ? Handshake.REFUSAL : Handshake.answer(text);
            send(ByteBuffer.wrap(Bytes.of(answer)));
            if (answer.startsWith(Handshake.SWITCHING)) {
                upgraded = true;
                connections++;
                open++;
                mostOpen = Math.max(mostOpen, open);
                symbols.clear();
                link = this;
            }
        }

        @Override
        public void frame(int opcode, byte[] bytes, int from, int to) throws IOException {
            if (opcode == FrameReader.PING) {
                send(FrameWriter.pong(Arrays.copyOfRange(bytes, from, to), false));
            } else if (opcode == FrameReader.TEXT) {
                command(bytes, from, to);
            }
        }

        private void command(byte[] bytes, int from, int to) {
            commands++;
            long now = System.nanoTime();
            excess = Math.max(0, excess - (now - commandedAt) / 1e9 * COMMANDS_PER_SECOND) + 1;
            mostExcess = Math.max(mostExcess, excess);
            commandedAt = now;
            int at = Bytes.indexOf(bytes, from, to, SYMBOL) + SYMBOL.length;
            int end = at;
            while (bytes[end] != '"') {
                end++;
            }
            String symbol = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
            if (Bytes.indexOf(bytes, from, to, SUBSCRIBE) >= 0) {
                symbols.add(symbol);
                mostSymbols = Math.max(mostSymbols, symbols.size());
            } else {
                symbols.remove(symbol);
            }
        }

        @Override
        public void failed(IOException failure) {
            key.cancel();
            if (upgraded && channel.isOpen()) {
                open--;
            }
            try {
                channel.close();
            } catch (IOException gone) {
                failure.addSuppressed(gone);
            }
            if (link == this) {
                link = null;
            }
        }
    }
}
