package stockchart.bench;

import java.io.IOException;

/** Sends trades evenly in time, one symbol after the other that the server has subscribed to, and catches up when held up. */
final class Trader implements EventLoop.Ticker {
    private static final long SECOND = 1_000_000_000L;
    /** When nothing is due at all. */
    private static final long LATER = SECOND;

    private final Upstream upstream;
    private final SentTrades sent;
    private final int perMessage;
    private final long interval;
    private boolean running;
    private long due;
    private long worstDelay;
    private long turn;

    Trader(Upstream upstream, SentTrades sent, Workload workload) {
        this.upstream = upstream;
        this.sent = sent;
        this.perMessage = workload.tradesPerMessage();
        this.interval = SECOND * perMessage / ((long) workload.symbols() * workload.tradesPerSecond());
    }

    void start() {
        running = true;
        due = System.nanoTime();
    }

    void stop() {
        running = false;
    }

    /** Forgets how late it has been so far. */
    void resetDelay() {
        worstDelay = 0;
    }

    /** How late a message was sent at worst, in nanoseconds: how far the generator itself could not keep up. */
    long worstDelay() {
        return worstDelay;
    }

    @Override
    public long tick(long now) throws IOException {
        if (!running) {
            return now + LATER;
        }
        while (due - now <= 0) {
            worstDelay = Math.max(worstDelay, now - due);
            upstream.send(message());
            due += interval;
        }
        return due;
    }

    private String message() {
        StringBuilder text = new StringBuilder(100 * perMessage).append("{\"data\":[");
        long now = System.nanoTime();
        long time = System.currentTimeMillis();
        for (int i = 0; i < perMessage; i++) {
            int symbol = nextSymbol();
            text.append(i == 0 ? "" : ",").append("{\"p\":").append(sent.next(symbol, now)).append(".25,\"s\":\"")
                    .append(SentTrades.symbol(symbol)).append("\",\"t\":").append(time).append(",\"v\":1.5}");
        }
        return text.append("],\"type\":\"trade\"}").toString();
    }

    private int nextSymbol() {
        long stop = turn + sent.symbols();
        while (turn < stop && !upstream.carries(SentTrades.symbol((int) (turn % sent.symbols())))) {
            turn++;
        }
        return (int) (turn++ % sent.symbols());
    }
}
