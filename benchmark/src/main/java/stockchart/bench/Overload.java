package stockchart.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Twice what one processor can carry, for a while longer: memory must not grow meanwhile. Then trades become few, and the server
 * must return to its configured update interval.
 */
final class Overload implements EventLoop.Ticker {
    private static final Pattern INTERVAL = Pattern.compile("\"updateMillis\":(\\d+)");
    private static final int CONFIGURED_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final ServerProcess server;
    private CompletableFuture<Integer> answer = CompletableFuture.completedFuture(0);
    private long asked;

    Overload(EventLoop loop, Fleet fleet, Trader trader, ServerProcess server) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.server = server;
    }

    List<Finding> run(int seconds) throws IOException {
        int during = interval();
        ServerProcess.Memory before = server.memory();
        loop.runFor(TimeUnit.SECONDS.toMillis(seconds), trader);
        ServerProcess.Memory after = server.memory();
        trader.stop();
        long start = System.nanoTime();
        asked = start;
        boolean recovered = loop.runUntil(() -> answer.isDone() && answer.join() == CONFIGURED_MILLIS, PATIENCE_MILLIS, this);
        return List.of(new Finding("interval between two updates under load", during, " ms", 1_000, 1_000),
                new Finding("live heap and buffers gained per browser while it lasted",
                        (after.live() - before.live()) / 1_024.0 / fleet.browsers().size(), " KB", 2, 2),
                new Finding("seconds until updates came as often as configured again",
                        recovered ? (System.nanoTime() - start) / 1e9 : Double.POSITIVE_INFINITY, " s", 30, 10));
    }

    /** Requests on a thread of its own, because the generator must not wait for a server that may be slow to answer. */
    @Override
    public long tick(long now) throws IOException {
        if (now - asked >= POLL) {
            asked = now;
            answer = CompletableFuture.supplyAsync(this::interval);
        }
        return Math.min(trader.tick(now), asked + POLL);
    }

    /** The server's present interval in milliseconds, 0 if it does not answer. */
    private int interval() {
        String status = server.get("/api/status");
        Matcher interval = INTERVAL.matcher(status == null ? "" : status);
        return interval.find() ? Integer.parseInt(interval.group(1)) : 0;
    }
}
