package stockchart.history.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.store.Batch.Series;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.testing.Dice;

/** What a process that is killed in the midst of writing leaves behind: {@code -Dkills=50} for a long run. */
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 5);

    @TempDir
    private Path folder;

    @Test
    void everyCommittedBatchIsThereAndNoHalfOne() throws Exception {
        Dice dice = new Dice(9);
        int next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            int printed = killAfter(next, dice.below(25), dice.below(60));
            EmbeddedDatabase database = new EmbeddedDatabase(folder, 0, Clock.systemUTC());
            CandleStore store = JdbcCandleStore.writing(database.connect(), "finnhub_");
            int last = (int) store.number(CandleStore.ALIVE).orElse(0);
            assertTrue(last == printed || last == printed + 1, "committed " + printed + ", found " + last);
            for (int i = 0; i < EndlessWriter.SYMBOLS; i++) {
                List<Candle> seconds = store.candles(new Series(EndlessWriter.symbol(i), Width.SECOND), 0, Long.MAX_VALUE, Integer.MAX_VALUE);
                assertEquals(last, seconds.size());
                assertEquals(last, seconds.stream().filter(candle -> candle.prints() == candle.start() / 1_000).count());
                assertEquals(List.of(last, last), store.candles(new Series(EndlessWriter.symbol(i), Width.MINUTE), 0, Long.MAX_VALUE, 9)
                        .stream().map(Candle::prints).toList());
            }
            assertEquals(2 * last, store.candles(new Series(EndlessWriter.symbol(3), Width.DAY), 0, Long.MAX_VALUE, 9).get(0).prints());
            store.close();
            database.shutDown(kill % 2 == 0);
            database.release();
            next = last + 1;
        }
    }

    /** Returns the last number that the process has printed. */
    private int killAfter(int first, int batches, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), EndlessWriter.class.getName(),
                folder.toString(), Integer.toString(first)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int printed = first - 1;
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            for (; line != null && printed < first + batches; line = lines.readLine()) {
                printed = Integer.parseInt(line);
            }
            // Somewhere in the next transaction.
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            // Not destroyForcibly(), which throws away what was printed and not read.
            new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
            process.waitFor();
            for (; line != null; line = lines.readLine()) {
                printed = Integer.parseInt(line);
            }
        } finally {
            process.destroyForcibly();
        }
        return printed;
    }
}
