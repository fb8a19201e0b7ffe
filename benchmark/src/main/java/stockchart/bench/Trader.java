package stockchart.bench;

import java.io.IOException;
import java.util.Random;

/** Sends trades of the symbols that the server has subscribed to at the times of {@link Arrivals}, and catches up when held up. */
final class Trader implements EventLoop.Ticker {
    private static final long SECOND = 1_000_000_000L;
    /** Always the same times and symbols, so that runs can be compared. */
    private static final long SEED = 20_241_201;
    /** When nothing is due at all. */
    private static final long LATER = SECOND;

    private final Upstream upstream;
    private final SentTrades sent;
    private final int perMessage;
    private final long interval;
    private final Arrivals arrivals;
    private final Random random = new Random(SEED);
    private boolean running;
    private long due;
    private long worstDelay;
    private long turn;
    private boolean isSameCluster;

    Trader(Upstream upstream, SentTrades sent, Workload workload) {
        this.upstream = upstream;
        this.sent = sent;
        this.perMessage = workload.tradesPerMessage();
        this.arrivals = workload.arrivals();
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
            isSameCluster = arrivals.isSameCluster(random);
            due += isSameCluster ? 0 : arrivals.pause(interval, random);
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

    /** In turn if they come regularly, otherwise any of them. */
    private int nextSymbol() {
        if (isSameCluster) {
            turn--;
        } else if (arrivals != Arrivals.REGULAR) {
            turn = random.nextInt(sent.symbols());
        }
        long stop = turn + sent.symbols();
        while (turn < stop && !upstream.carries(SentTrades.symbol((int) (turn % sent.symbols())))) {
            turn++;
        }
        return (int) (turn++ % sent.symbols());
    }
}
