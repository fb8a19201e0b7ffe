package stockchart.history.providers;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stockchart.history.providers.EcbCandles.Pair;
import stockchart.market.Width;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/** Rates as Frankfurter writes them: objects with {@code date}, {@code base}, {@code quote} and {@code rate}. Pure functions. */
final class EcbCandlesCodec {
    private EcbCandlesCodec() {}

    /**
     * The rates of an answer as candles, the earliest first; its own order is not documented.
     *
     * @throws RestClient.BadAnswerException if it is not one of rates of this pair, or one of them cannot be right
     * @throws IOException if it cannot be read
     */
    static List<Candle> candles(InputStream body, Pair pair) throws IOException {
        List<Candle> rates = new ArrayList<>();
        for (JsonValue value : JsonAnswerCodec.array(body)) {
            if (!(value instanceof JsonObject row) || !isText(row, "base", pair.base()) || !isText(row, "quote", pair.quote())) {
                throw new RestClient.BadAnswerException("no rates of the pair in the answer");
            }
            double rate = FiguresCodec.number(row.get("rate"));
            rates.add(new Candle(date(row).toEpochDay() * Width.DAY.millis(), rate, rate, rate, rate, Double.NaN, 0));
        }
        rates.sort(Comparator.comparingLong(Candle::start));
        CheckedCandles candles = new CheckedCandles();
        for (Candle rate : rates) {
            candles.add(rate);
        }
        return candles.all();
    }

    private static boolean isText(JsonObject row, String key, String value) {
        return row.get(key) instanceof JsonString text && text.getString().equals(value);
    }

    private static LocalDate date(JsonObject row) throws IOException {
        try {
            if (row.get("date") instanceof JsonString text) {
                return LocalDate.parse(text.getString());
            }
        } catch (DateTimeException malformed) {
            throw new RestClient.BadAnswerException("rates with a date that is none");
        }
        throw new RestClient.BadAnswerException("rates without a date");
    }
}
