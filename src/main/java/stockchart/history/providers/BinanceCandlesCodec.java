package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;
import stockchart.text.WholeJsonCodec;

/**
 * Candles as Binance writes them: rows of opening time in milliseconds, open, high, low, close, volume, closing time, quote volume,
 * number of trades, and more. Prices and volumes are text. Pure functions.
 */
final class BinanceCandlesCodec {
    private static final int TRADES = 8;
    private static final int UNKNOWN_PAIR = -1_121;

    private BinanceCandlesCodec() {}

    /**
     * The candles of an answer, the earliest first; those of intervals without a trade, which Binance makes of the price before, are
     * left out.
     *
     * @throws RestClient.BadAnswerException if it is not one of candles, or one of them cannot be right
     * @throws IOException if it cannot be read
     */
    static List<Candle> candles(InputStream body) throws IOException {
        CheckedCandles candles = new CheckedCandles();
        for (JsonValue value : JsonAnswerCodec.array(body)) {
            if (!(value instanceof JsonArray row) || row.size() <= TRADES) {
                throw new RestClient.BadAnswerException("no candles in the answer");
            }
            int trades = FiguresCodec.count(row.get(TRADES));
            if (trades != 0) {
                candles.add(new Candle(FiguresCodec.whole(row.get(0)), FiguresCodec.number(row.get(1)), FiguresCodec.number(row.get(2)),
                        FiguresCodec.number(row.get(3)), FiguresCodec.number(row.get(4)), FiguresCodec.number(row.get(5)), trades));
            }
        }
        return candles.all();
    }

    /** Whether an answer with an error says that there is no such pair, or not any more. */
    static boolean isUnknownPair(String body) {
        try {
            return WholeJsonCodec.read(body) instanceof JsonObject error && error.get("code") instanceof JsonNumber code
                    && code.intValue() == UNKNOWN_PAIR;
        } catch (RuntimeException noJson) {
            return false;
        }
    }
}
