package stockchart.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Requests kept candles ten times a second, one after the other, as browsers do that open a chart: a day of minutes and a year of
 * days in turn, of one symbol after the other. On a thread of its own, because it waits for each answer.
 */
final class HistoryReader {
    private static final long PAUSE_MILLIS = 100;
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final double NANOS_PER_MILLI = 1e6;

    private final int port;
    private final Thread thread = new Thread(this::run, "history reader");
    private final DoubleStream.Builder dayOfMinutes = DoubleStream.builder();
    private final DoubleStream.Builder yearOfDays = DoubleStream.builder();
    private volatile boolean isMeasuring;
    private volatile boolean isOver;
    private int failures;

    HistoryReader(int port) {
        this.port = port;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void measure(boolean on) {
        isMeasuring = on;
    }

    private void run() {
        try {
            for (int i = 0; !isOver; i++) {
                String symbol = SentTrades.symbol(i / 2 % Workload.SYMBOLS);
                long now = System.currentTimeMillis();
                boolean isYear = i % 2 == 1;
                double millis = firstByte("/api/candles?symbol=" + symbol + (isYear
                        ? "&interval=86400000&from=" + (now - 365 * DAY) : "&interval=60000&from=" + (now - DAY)));
                if (isMeasuring) {
                    (isYear ? yearOfDays : dayOfMinutes).add(millis);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time from the request to the first byte of the answer's body, in milliseconds. */
    private double firstByte(String path) {
        long begun = System.nanoTime();
        try {
            HttpURLConnection request = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            try (InputStream body = request.getInputStream()) {
                body.read();
                double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
                body.readAllBytes();
                return millis;
            }
        } catch (IOException failure) {
            failures++;
            return (System.nanoTime() - begun) / NANOS_PER_MILLI;
        }
    }

    /** Ends it, and says what it has measured. */
    List<Finding> findings() {
        isOver = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return List.of(new Finding("first byte of a day of minutes, p95", p95(dayOfMinutes), " ms", 50, 15),
                new Finding("first byte of a year of days, p95", p95(yearOfDays), " ms", 30, 10),
                Finding.none("requests for candles that failed", failures));
    }

    private static double p95(DoubleStream.Builder measured) {
        double[] sorted = measured.build().toArray();
        Arrays.sort(sorted);
        return OnPage.quantile(sorted, 0.95);
    }
}
