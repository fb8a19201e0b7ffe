package stockchart.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One browser that watches one symbol, checks that no trade is lost or duplicated, and measures how old each is on arrival. */
final class Browser implements EventLoop.Channel, FrameReader.Listener {
    private static final byte[] TYPE = Bytes.of("\"type\":\"");
    private static final byte[] TRADE = Bytes.of("trade\"");
    private static final byte[] SUBSCRIBED = Bytes.of("subscribed\"");
    private static final byte[] ERROR = Bytes.of("error\"");
    private static final byte[] INCOMPLETE = Bytes.of("\"complete\":false");
    private static final byte[] PRICE = Bytes.of("\"p\":");
    private static final byte[] EPOCH = Bytes.of("\"epoch\":");
    private static final byte[] SEQ = Bytes.of("\"seq\":");
    private static final long MICRO = 1_000;

    /** What all browsers of a run share. */
    record Deps(EventLoop loop, Target target, SentTrades sent, BrowserCounters counters) {}

    private final Deps deps;
    private int symbol;
    private FrameReader reader;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean connecting;
    private boolean open;
    private boolean joined;
    private boolean stalled;
    /** Whether the answer for another symbol has not come yet, so that trades are still those of the one before. */
    private boolean changing;
    /** Whether it has requested everything, so that trades it already has are no error. */
    private boolean fresh;
    private int closeCode;
    private int last;
    private long epoch;
    private long seq;
    private long worst;

    Browser(Deps deps, int symbol) {
        this.deps = deps;
        this.symbol = symbol;
    }

    /** @param receiveBuffer bytes, 0 to leave it to the system */
    void connect(int receiveBuffer) throws IOException {
        reader = new FrameReader();
        joined = false;
        closeCode = 0;
        channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), deps.target.port()));
        key = deps.loop.register(channel, SelectionKey.OP_CONNECT, this);
        connecting = true;
        deps.counters.connecting++;
    }

    /** Closes the connection with a close frame, as a closed page does; the server answers and ends it. */
    void closeNormally() throws IOException {
        write(FrameWriter.close());
    }

    /** Drops the connection without a close frame, as a browser whose network fails. */
    void drop() throws IOException {
        leave();
        joined = false;
        channel.close();
    }

    /** Subscribes, from where it was if it has been here before. */
    private void subscribe() throws IOException {
        fresh = !deps.target.resumes() || seq == 0;
        write(FrameWriter.clientText(subscribe(!fresh ? ",\"after\":{\"epoch\":" + epoch + ",\"seq\":" + seq + "}" : "")));
    }

    private String subscribe(String after) {
        return "{\"type\":\"subscribe\",\"symbol\":\"" + SentTrades.symbol(symbol) + "\"" + after + "}";
    }

    /** Leaves its symbol for another one; an answer shows that it {@linkplain #hasJoined has joined}, in our own subprotocol. */
    void change(int next) {
        try {
            write(FrameWriter.clientText("{\"type\":\"unsubscribe\",\"symbol\":\"" + SentTrades.symbol(symbol) + "\"}"));
            symbol = next;
            changing = true;
            joined = false;
            last = 0;
            seq = 0;
            subscribe();
        } catch (IOException failure) {
            failed(failure);
        }
    }

    int symbol() {
        return symbol;
    }

    /** The number of the last trade it has. */
    int last() {
        return last;
    }

    /** Stops reading. */
    void stall() {
        stalled = true;
        fresh = true;
        key.interestOps(0);
    }

    /** Requests everything known again; commands the server no longer accepts are dropped, so that its close frame can be read. */
    void askAgain() {
        try {
            channel.write(FrameWriter.clientText(subscribe("")));
        } catch (IOException closed) {
            deps.counters.unwritten++;
        }
    }

    /** Reads what has come meanwhile. */
    void readOn() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Reads again after a stall. */
    void unstall() {
        stalled = false;
        readOn();
    }

    boolean isStalled() {
        return stalled;
    }

    boolean isOpen() {
        return open;
    }

    /** Returns whether the subscription was answered. */
    boolean hasJoined() {
        return joined;
    }

    /** The code with which the server closed, 0 if it gave none. */
    int closeCode() {
        return closeCode;
    }

    private boolean isOnLastPrice() {
        return last == deps.sent.last(symbol);
    }

    /** Returns whether it should know the last price and does not; false for one that has stopped reading on purpose. */
    boolean isStale() {
        return !stalled && !isOnLastPrice();
    }

    void resetWorst() {
        worst = 0;
    }

    /** How far behind the last price it has been at worst, what it still waits for included; nanoseconds. */
    long worst(long now) {
        return last > 0 && !isOnLastPrice() ? Math.max(worst, now - deps.sent.sentAt(symbol, last + 1)) : worst;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write(ByteBuffer.wrap(Bytes.of(Handshake.request(deps.target))));
        } else if (ready.isReadable()) {
            reader.read(channel, this);
        }
    }

    @Override
    public void head(String text) throws IOException {
        arrived();
        if (!text.startsWith(Handshake.SWITCHING)) {
            deps.counters.refused++;
            channel.close();
            return;
        }
        open = true;
        deps.counters.open++;
        subscribe();
    }

    @Override
    public void frame(int opcode, byte[] bytes, int from, int to) throws IOException {
        switch (opcode) {
            case FrameReader.TEXT -> text(bytes, from, to);
            case FrameReader.PING -> write(FrameWriter.pong(Arrays.copyOfRange(bytes, from, to), true));
            case FrameReader.CLOSE -> closeCode = to - from < 2 ? 0 : Bytes.unsignedShort(bytes, from);
            default -> deps.counters.strange++;
        }
    }

    private void text(byte[] bytes, int from, int to) {
        int type = Bytes.lastIndexOf(bytes, from, to, TYPE) + TYPE.length;
        if (Bytes.startsWith(bytes, type, to, TRADE)) {
            if (!changing) {
                deps.counters.window.frame();
                trades(bytes, from, to, true);
            }
        } else if (Bytes.startsWith(bytes, type, to, SUBSCRIBED)) {
            joined = true;
            changing = false;
            if (Bytes.startsWith(bytes, from + 1, to, INCOMPLETE) && seq > 0) {
                deps.counters.incomplete++;
            }
            trades(bytes, from, to, false);
        } else if (Bytes.startsWith(bytes, type, to, ERROR)) {
            deps.counters.error(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private void trades(byte[] bytes, int from, int to, boolean live) {
        long now = System.nanoTime();
        int at = Bytes.indexOf(bytes, from, to, PRICE);
        while (at >= 0) {
            int number = (int) Bytes.number(bytes, at + PRICE.length);
            if (live || deps.counters.countsResumes && number > last) {
                long age = now - deps.sent.sentAt(symbol, number);
                worst = Math.max(worst, age);
                deps.counters.window.trade(age / MICRO);
            }
            follow(number);
            at = Bytes.indexOf(bytes, at + PRICE.length, to, PRICE);
        }
        int place = Bytes.lastIndexOf(bytes, from, to, SEQ);
        if (place >= 0) {
            seq = Bytes.number(bytes, place + SEQ.length);
            epoch = Bytes.number(bytes, Bytes.lastIndexOf(bytes, from, to, EPOCH) + EPOCH.length);
        }
    }

    private void follow(int number) {
        joined = true;
        if (last > 0 && number > last + 1) {
            deps.counters.lost += number - last - 1;
        } else if (number <= last && !fresh) {
            deps.counters.doubled++;
        }
        last = Math.max(last, number);
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (channel.write(bytes) == 0 || bytes.hasRemaining()) {
            throw new IOException("The server does not read what a browser says");
        }
    }

    private void arrived() {
        connecting = false;
        deps.counters.connecting--;
    }

    private void leave() {
        if (open) {
            open = false;
            deps.counters.open--;
        }
    }

    @Override
    public void failed(IOException failure) {
        if (connecting) {
            arrived();
            deps.counters.refused++;
        }
        leave();
        try {
            channel.close();
        } catch (IOException gone) {
            failure.addSuppressed(gone);
        }
        deps.counters.ended++;
    }
}
