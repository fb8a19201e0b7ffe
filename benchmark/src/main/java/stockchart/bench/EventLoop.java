package stockchart.bench;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The one thread of the benchmark: waits for sockets and for what is due, until a step is done or its time is up. */
final class EventLoop implements AutoCloseable {
    /** Something that happens at its own times, such as trades. */
    interface Ticker {
        /** Does what is due and returns when it is to be called next, both on the monotonic clock. */
        long tick(long now) throws IOException;
    }

    /** What a key's attachment must be: called when its channel is ready, and when handling that failed. */
    interface Channel {
        void ready(SelectionKey key) throws IOException;

        void failed(IOException failure);
    }

    private final Selector selector;

    EventLoop() throws IOException {
        selector = Selector.open();
    }

    SelectionKey register(SelectableChannel channel, int interest, Channel attachment) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, attachment);
    }

    /** Runs until something holds, at most so long, and returns whether it came to hold. */
    boolean runUntil(BooleanSupplier done, long atMostMillis, Ticker ticker) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - deadline >= 0) {
                return false;
            }
            long next = ticker.tick(now);
            long wait = TimeUnit.NANOSECONDS.toMillis(Math.min(next, deadline) - System.nanoTime());
            if (wait > 0) {
                selector.select(this::handle, wait);
            } else {
                selector.selectNow(this::handle);
            }
        }
        return true;
    }

    /** Runs for a time. */
    void runFor(long millis, Ticker ticker) throws IOException {
        runUntil(() -> false, millis, ticker);
    }

    private void handle(SelectionKey key) {
        Channel channel = (Channel) key.attachment();
        try {
            channel.ready(key);
        } catch (IOException failure) {
            channel.failed(failure);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
