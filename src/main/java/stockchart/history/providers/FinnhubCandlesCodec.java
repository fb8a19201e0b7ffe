package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/** Candles as Finnhub writes them: a column for each figure. Pure functions. */
final class FinnhubCandlesCodec {
    private static final String NO_DATA = "no_data";

    private FinnhubCandlesCodec() {}

    /**
     * The candles of an answer, the earliest first. One that cannot be right spoils all of them.
     *
     * @param kind of currencies there are contracts whose price may be 0 and below
     * @throws RestClient.BadAnswerException if it is not one of candles
     * @throws IOException if it cannot be read
     */
    static List<Candle> candles(InputStream body, CandleQuery.Kind kind) throws IOException {
        JsonObject answer = JsonAnswerCodec.object(body);
        if (answer.get("s") instanceof JsonString state && state.getString().equals(NO_DATA)) {
            return List.of();
        }
        JsonArray times = column(answer, "t");
        JsonArray open = column(answer, "o", times.size());
        JsonArray high = column(answer, "h", times.size());
        JsonArray low = column(answer, "l", times.size());
        JsonArray close = column(answer, "c", times.size());
        JsonArray volume = column(answer, "v", times.size());
        CheckedCandles candles = new CheckedCandles(kind == CandleQuery.Kind.FOREX);
        for (int i = 0; i < times.size(); i++) {
            candles.add(new Candle(FiguresCodec.seconds(times.get(i)), FiguresCodec.number(open.get(i)),
                    FiguresCodec.number(high.get(i)), FiguresCodec.number(low.get(i)), FiguresCodec.number(close.get(i)),
                    FiguresCodec.number(volume.get(i)), 0));
        }
        return candles.all();
    }

    private static JsonArray column(JsonObject answer, String key, int rows) throws IOException {
        JsonArray values = column(answer, key);
        if (values.size() != rows) {
            throw new RestClient.BadAnswerException("columns of candles with different lengths");
        }
        return values;
    }

    private static JsonArray column(JsonObject answer, String key) throws IOException {
        JsonValue column = answer.get(key);
        if (column instanceof JsonArray values) {
            return values;
        }
        throw new RestClient.BadAnswerException("no candles in the answer");
    }
}
