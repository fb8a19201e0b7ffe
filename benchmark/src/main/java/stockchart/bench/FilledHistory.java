package stockchart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import stockchart.history.store.Batch;
import stockchart.history.store.CandleStore;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.history.store.JdbcCandleStore;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;

/**
 * A data folder with the history that a free key records by default: of 50 symbols, four in five traded as US stocks are and the
 * others round the clock, two days of seconds, 90 days of minutes, five years of hours and ten years of days.
 *
 * @param folder for {@code STOCKCHART_DATA_DIR}
 * @param rows how many candles
 * @param bytes how much room they take
 */
record FilledHistory(Path folder, long rows, long bytes) {
    private static final String PREFIX = "finnhub_";
    private static final int BATCH = 5_000;
    /** Before the opening, trading, after the close: 9:00 to 24:00 UTC. */
    private static final int FIRST_HOUR = 9;
    private static final Map<Width, Duration> KEPT = Map.of(Width.SECOND, Duration.ofDays(2), Width.MINUTE, Duration.ofDays(90),
            Width.HOUR, Duration.ofDays(1_830), Width.DAY, Duration.ofDays(3_650));

    /** Fills a new folder, which takes some minutes. */
    static FilledHistory in(Path work) throws IOException {
        Path folder = Files.createTempDirectory(work, "history");
        Path ofSource = Files.createDirectories(folder.resolve("finnhub"));
        EmbeddedDatabase database = new EmbeddedDatabase(ofSource, 0, Clock.systemUTC());
        try {
            CandleStore store = JdbcCandleStore.writing(database.connect(), PREFIX);
            long rows = fill(store, Clock.systemUTC().millis());
            store.close();
            database.shutDown(true);
            database.release();
            return new FilledHistory(folder, rows, size(ofSource));
        } catch (SQLException | UnusableException failure) {
            throw new IOException("The history cannot be filled", failure);
        }
    }

    private static long fill(CandleStore store, long now) throws SQLException {
        Random random = new Random(1);
        long rows = 0;
        for (int i = 0; i < Workload.SYMBOLS; i++) {
            boolean isStock = i % 5 != 0;
            for (Map.Entry<Width, Duration> kept : KEPT.entrySet()) {
                Batch.Series series = new Batch.Series(new Symbol(SentTrades.symbol(i)), kept.getKey());
                rows += fill(store, series, now, kept.getValue(), isStock, random);
            }
        }
        store.write(new Batch(Map.of(), List.of(), List.of(), List.of(), OptionalLong.of(now)));
        return rows;
    }

    private static long fill(CandleStore store, Batch.Series series, long now, Duration kept, boolean isStock, Random random)
            throws SQLException {
        long width = series.width().millis();
        long rows = 0;
        double price = 100;
        List<KeptCandle> batch = new ArrayList<>();
        for (long start = (now - kept.toMillis()) / width * width; start <= now; start += width) {
            boolean isTraded = !isStock || isOpen(start, series.width());
            // A third of a stock's seconds has a trade.
            if (isTraded && (series.width() != Width.SECOND || !isStock || random.nextInt(3) == 0)) {
                price = Math.max(1, price + Math.rint(random.nextGaussian() * 10) / 100);
                batch.add(new KeptCandle(new Candle(start, price, price + 0.05, price - 0.05, price + 0.01,
                        random.nextInt(10_000), 1 + random.nextInt(50)), 0, (int) (width - 1)));
                rows++;
            }
            if (batch.size() == BATCH) {
                write(store, series, batch);
            }
        }
        write(store, series, batch);
        return rows;
    }

    private static boolean isOpen(long start, Width width) {
        var time = Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC);
        boolean isWeekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !isWeekend && (width == Width.DAY || time.getHour() >= FIRST_HOUR);
    }

    private static void write(CandleStore store, Batch.Series series, List<KeptCandle> batch) throws SQLException {
        if (!batch.isEmpty()) {
            store.write(new Batch(Map.of(series, batch), List.of(), List.of(), List.of(), OptionalLong.empty()));
            batch.clear();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
        }
    }

    /** The setting that has a server use it. */
    Map<String, String> settings() {
        return Map.of("STOCKCHART_DATA_DIR", folder.toString());
    }
}
