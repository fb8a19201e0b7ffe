package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;
import stockchart.text.WholeJsonCodec;

/**
 * Candles as Coinbase writes them: rows of starting time in seconds, low, high, open, close and volume, the newest first. Intervals
 * without a trade have no row. Pure functions.
 */
final class CoinbaseCandlesCodec {
    private static final int FIGURES = 6;

    private CoinbaseCandlesCodec() {}

    /**
     * The candles of an answer, the earliest first.
     *
     * @throws RestClient.BadAnswerException if it is not one of candles, or one of them cannot be right
     * @throws IOException if it cannot be read
     */
    static List<Candle> candles(InputStream body) throws IOException {
        JsonArray rows = JsonAnswerCodec.array(body);
        CheckedCandles candles = new CheckedCandles();
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (!(rows.get(i) instanceof JsonArray row) || row.size() < FIGURES) {
                throw new RestClient.BadAnswerException("no candles in the answer");
            }
            candles.add(new Candle(FiguresCodec.seconds(row.get(0)), FiguresCodec.number(row.get(3)), FiguresCodec.number(row.get(2)),
                    FiguresCodec.number(row.get(1)), FiguresCodec.number(row.get(4)), FiguresCodec.number(row.get(5)), 0));
        }
        return candles.all();
    }

    /** Whether an answer with an error says that there is no such product, or not any more. */
    static boolean isUnknownProduct(String body) {
        try {
            return WholeJsonCodec.read(body) instanceof JsonObject error && error.get("message") instanceof JsonString message
                    && message.getString().equals("NotFound");
        } catch (RuntimeException noJson) {
            return false;
        }
    }
}
