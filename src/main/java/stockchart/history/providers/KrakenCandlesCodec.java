package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;
import stockchart.text.VisibleText;

/**
 * Candles as Kraken writes them: in {@code result}, under a name of the pair that may differ from the requested one, rows of starting
 * time in seconds, open, high, low, close, average price, volume and number of trades; and {@code last}, the start of the last one
 * that is final. Prices and volumes are text. Errors have the status 200. Pure functions.
 */
final class KrakenCandlesCodec {
    private static final int FIGURES = 8;
    private static final String LAST = "last";
    private static final int SHOWN = 100;
    /** Its counter of requests falls by one in two to three seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private KrakenCandlesCodec() {}

    /**
     * The final candles of an answer, the earliest first; those of intervals without a trade, which Kraken makes of the price before,
     * are left out. None if it knows no such pair.
     *
     * @throws RestClient.BudgetException if there were too many requests
     * @throws RestClient.BadAnswerException if it is not one of candles, or one of them cannot be right
     * @throws IOException if it cannot be read
     */
    static List<Candle> candles(InputStream body) throws IOException {
        JsonObject answer = JsonAnswerCodec.object(body);
        if (!(answer.get("error") instanceof JsonArray errors)) {
            throw new RestClient.BadAnswerException("no candles in the answer");
        }
        if (!errors.isEmpty()) {
            return none(errors.stream().map(KrakenCandlesCodec::text).collect(Collectors.joining(", ")));
        }
        if (!(answer.get("result") instanceof JsonObject result)) {
            throw new RestClient.BadAnswerException("no candles in the answer");
        }
        long last = FiguresCodec.seconds(result.get(LAST));
        CheckedCandles candles = new CheckedCandles();
        for (JsonValue value : rows(result)) {
            if (!(value instanceof JsonArray row) || row.size() < FIGURES) {
                throw new RestClient.BadAnswerException("no candles in the answer");
            }
            Candle candle = new Candle(FiguresCodec.seconds(row.get(0)), FiguresCodec.number(row.get(1)), FiguresCodec.number(row.get(2)),
                    FiguresCodec.number(row.get(3)), FiguresCodec.number(row.get(4)), FiguresCodec.number(row.get(6)),
                    FiguresCodec.count(row.get(7)));
            if (candle.prints() != 0 && candle.start() <= last) {
                candles.add(candle);
            }
        }
        return candles.all();
    }

    /** Those of the one pair. */
    private static JsonArray rows(JsonObject result) throws IOException {
        List<String> pairs = result.keySet().stream().filter(key -> !key.equals(LAST)).toList();
        if (pairs.size() == 1 && result.get(pairs.get(0)) instanceof JsonArray rows) {
            return rows;
        }
        throw new RestClient.BadAnswerException("no candles of one pair in the answer");
    }

    private static List<Candle> none(String errors) throws IOException {
        if (errors.contains("Unknown asset pair")) {
            return List.of();
        }
        if (errors.contains("Too many requests") || errors.contains("Rate limit exceeded")) {
            throw new RestClient.BudgetException("too many requests", PAUSE);
        }
        throw new RestClient.BadAnswerException("an error instead of candles: " + VisibleText.beginning(errors, SHOWN));
    }

    private static String text(JsonValue error) {
        return error instanceof JsonString text ? text.getString() : error.toString();
    }
}
