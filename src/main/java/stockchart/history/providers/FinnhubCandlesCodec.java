package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import stockchart.rest.JsonObjectCodec;
import stockchart.rest.RestClient;

/** Candles as Finnhub writes them: a column for each figure. Pure functions. */
final class FinnhubCandlesCodec {
    /** A bit more than a month of minutes. */
    static final int MAX_CANDLES = 50_000;

    private static final String NO_DATA = "no_data";

    private FinnhubCandlesCodec() {}

    /**
     * The candles of an answer, the earliest first. One that cannot be right spoils all of them.
     *
     * @throws RestClient.BadAnswerException if it is not one of candles
     * @throws IOException if it cannot be read
     */
    static List<ProvidedCandle> candles(InputStream body) throws IOException {
        JsonObject answer = JsonObjectCodec.object(body);
        if (answer.get("s") instanceof JsonString state && state.getString().equals(NO_DATA)) {
            return List.of();
        }
        JsonArray times = column(answer, "t");
        if (times.size() > MAX_CANDLES) {
            throw new RestClient.BadAnswerException("more than " + MAX_CANDLES + " candles");
        }
        List<JsonArray> columns = new ArrayList<>();
        for (String key : List.of("o", "h", "l", "c", "v")) {
            columns.add(column(answer, key));
            if (columns.get(columns.size() - 1).size() != times.size()) {
                throw new RestClient.BadAnswerException("columns of candles with different lengths");
            }
        }
        List<ProvidedCandle> candles = new ArrayList<>(times.size());
        try {
            for (int i = 0; i < times.size(); i++) {
                candles.add(new ProvidedCandle(((JsonNumber) times.get(i)).longValueExact(), number(columns.get(0), i),
                        number(columns.get(1), i), number(columns.get(2), i), number(columns.get(3), i), number(columns.get(4), i)));
                if (i > 0 && candles.get(i).start() <= candles.get(i - 1).start()) {
                    throw new IllegalArgumentException("Candles out of order");
                }
            }
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException impossible) {
            throw new RestClient.BadAnswerException("candles that cannot be right");
        }
        return List.copyOf(candles);
    }

    private static double number(JsonArray column, int row) {
        return ((JsonNumber) column.get(row)).doubleValue();
    }

    private static JsonArray column(JsonObject answer, String key) throws IOException {
        JsonValue column = answer.get(key);
        if (column instanceof JsonArray values) {
            return values;
        }
        throw new RestClient.BadAnswerException("no candles in the answer");
    }
}
