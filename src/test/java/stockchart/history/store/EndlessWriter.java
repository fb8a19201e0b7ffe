package stockchart.history.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;

/**
 * A process that writes batch after batch until it is killed, and prints the number of each once it is committed: a second's candle
 * of its own for each of many symbols, and all minutes once more.
 */
public final class EndlessWriter {
    static final int SYMBOLS = 100;

    private EndlessWriter() {}

    /** @param arguments the folder, and the number of the first batch */
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = new EmbeddedDatabase(Path.of(arguments[0]), 0, Clock.systemUTC());
        CandleStore store = JdbcCandleStore.writing(database.connect(), "finnhub_");
        for (int number = Integer.parseInt(arguments[1]);; number++) {
            store.write(batch(number));
            System.out.println(number);
        }
    }

    static Symbol symbol(int index) {
        return new Symbol("S" + index);
    }

    private static Batch batch(int number) {
        Map<Batch.Series, List<KeptCandle>> candles = new HashMap<>();
        List<Batch.Fold> folds = new ArrayList<>();
        for (int i = 0; i < SYMBOLS; i++) {
            candles.put(new Batch.Series(symbol(i), Width.SECOND), List.of(kept(number * 1_000L, number)));
            candles.put(new Batch.Series(symbol(i), Width.MINUTE), List.of(kept(0, number), kept(60_000, number)));
            folds.add(new Batch.Fold(symbol(i), TradingDay.UTC, 0, 60_000));
        }
        return new Batch(candles, List.of(), List.of(), folds.subList(0, 10), OptionalLong.of(number));
    }

    private static KeptCandle kept(long start, int number) {
        return new KeptCandle(new Candle(start, number, number, number, number, number, number), 1, 2);
    }
}
