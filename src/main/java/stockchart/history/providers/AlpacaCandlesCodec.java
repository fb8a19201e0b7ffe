package stockchart.history.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/**
 * Candles as Alpaca writes them: in {@code bars}, by symbol, objects with {@code t} (RFC 3339), {@code o}, {@code h}, {@code l},
 * {@code c}, {@code v} and the number of trades {@code n}; and {@code next_page_token}. Pure functions.
 */
final class AlpacaCandlesCodec {
    private AlpacaCandlesCodec() {}

    /**
     * A part of an answer. Immutable.
     *
     * @param next requests the next part; empty if this is the last one
     */
    record Page(List<Candle> candles, Optional<String> next) {}

    /**
     * The candles of a symbol in an answer, the earliest first.
     *
     * @throws RestClient.BadAnswerException if it is not one of candles, or one of them cannot be right
     * @throws IOException if it cannot be read
     */
    static Page page(InputStream body, String symbol) throws IOException {
        JsonObject answer = JsonAnswerCodec.object(body);
        CheckedCandles candles = new CheckedCandles();
        for (JsonValue value : bars(answer, symbol)) {
            if (!(value instanceof JsonObject bar)) {
                throw new RestClient.BadAnswerException("no candles in the answer");
            }
            candles.add(new Candle(time(bar), FiguresCodec.number(bar.get("o")), FiguresCodec.number(bar.get("h")),
                    FiguresCodec.number(bar.get("l")), FiguresCodec.number(bar.get("c")), FiguresCodec.number(bar.get("v")),
                    FiguresCodec.count(bar.get("n"))));
        }
        Optional<String> next = answer.get("next_page_token") instanceof JsonString token && !token.getString().isEmpty()
                ? Optional.of(token.getString()) : Optional.empty();
        return new Page(candles.all(), next);
    }

    /** A symbol without candles is not there, and without any symbol there may be null. */
    private static List<JsonValue> bars(JsonObject answer, String symbol) throws IOException {
        JsonValue bars = answer.get("bars");
        if (bars == JsonValue.NULL) {
            return List.of();
        }
        if (bars instanceof JsonObject bySymbol) {
            JsonValue rows = bySymbol.getOrDefault(symbol, JsonValue.EMPTY_JSON_ARRAY);
            if (rows instanceof JsonArray array) {
                return array;
            }
        }
        throw new RestClient.BadAnswerException("no candles in the answer");
    }

    private static long time(JsonObject bar) throws IOException {
        try {
            if (bar.get("t") instanceof JsonString text) {
                return Instant.parse(text.getString()).toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new RestClient.BadAnswerException("candles with a time that is none");
        }
        throw new RestClient.BadAnswerException("candles without a time");
    }
}
