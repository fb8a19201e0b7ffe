package stockchart.bench;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A Finnhub that sends trades of the requested symbols and fails from time to time: drops the connection, refuses the next
 * ones, sends nothing with the socket open, sends garbage, or far too much at once.
 */
final class FaultyTrader implements EventLoop.Ticker {
    private static final long BETWEEN_TRADES = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FLOOD = 400;
    private static final int MEGABYTE = 1 << 20;
    /** Longer than the server's silence limit in this run. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(14);
    /** What is under way when a connection is cut would be lost, so it is given time to arrive. */
    private static final long QUIET = TimeUnit.SECONDS.toNanos(1);

    private final Upstream upstream;
    private final SentTrades sent;
    private final Random random;
    private long nextTrade;
    private long nextFault;
    private long silentUntil;
    private int turn;
    private int faults;
    private boolean faulty;
    /** What happens when the silence is over. */
    private Runnable afterwards = () -> { };

    FaultyTrader(Upstream upstream, SentTrades sent, Random random) {
        this.upstream = upstream;
        this.sent = sent;
        this.random = random;
        nextTrade = System.nanoTime();
        silentUntil = nextTrade;
    }

    void setFaulty(boolean on) {
        faulty = on;
        nextFault = System.nanoTime() + pause();
        upstream.refuse(false);
    }

    int faults() {
        return faults;
    }

    @Override
    public long tick(long now) throws IOException {
        if (now - silentUntil >= 0) {
            Runnable due = afterwards;
            afterwards = () -> { };
            due.run();
            if (faulty && now - nextFault >= 0) {
                nextFault = now + pause();
                fail(now);
            }
            trade(now);
        }
        return now + BETWEEN_TRADES;
    }

    private void trade(long now) throws IOException {
        while (nextTrade - now <= 0) {
            nextTrade += BETWEEN_TRADES;
            send(turn++ % sent.symbols(), 1);
        }
    }

    private void send(int symbol, int count) throws IOException {
        if (!upstream.carries(SentTrades.symbol(symbol))) {
            return;
        }
        StringBuilder text = new StringBuilder(100 * count).append("{\"data\":[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append("{\"p\":").append(sent.next(symbol, System.nanoTime())).append(".25,\"s\":\"")
                    .append(SentTrades.symbol(symbol)).append("\",\"t\":").append(System.currentTimeMillis()).append(",\"v\":1.5}");
        }
        upstream.send(text.append("],\"type\":\"trade\"}").toString());
    }

    private void fail(long now) throws IOException {
        faults++;
        switch (random.nextInt(5)) {
            case 0 -> silence(now, QUIET, upstream::cut);
            case 1 -> silence(now, QUIET, () -> {
                upstream.refuse(true);
                upstream.cut();
                silence(System.nanoTime(), TimeUnit.SECONDS.toNanos(5 + random.nextInt(10)), () -> upstream.refuse(false));
            });
            case 2 -> silence(now, SILENCE, () -> { });
            case 3 -> garbage();
            default -> send(random.nextInt(sent.symbols()), FLOOD);
        }
    }

    private void silence(long now, long length, Runnable then) {
        silentUntil = now + length;
        nextTrade = silentUntil;
        afterwards = then;
    }

    private void garbage() throws IOException {
        if (upstream.isConnected()) {
            upstream.send("{\"data\":[{\"p\":");
            upstream.send("[".repeat(5_000));
            upstream.send("{\"type\":\"" + "x".repeat(MEGABYTE) + "\"}");
        }
    }

    private long pause() {
        return TimeUnit.SECONDS.toNanos(10 + random.nextInt(30));
    }
}
