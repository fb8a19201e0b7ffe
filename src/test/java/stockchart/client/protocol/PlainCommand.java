package stockchart.client.protocol;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stockchart.client.protocol.CommandCodec.ClientCommand.CandlesAsked;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.tape.Candle.Interval;
import stockchart.testing.PlainReading;

/**
 * A client's message read the plain way, rule by rule as the README has them: what {@link CommandCodec} is measured against.
 * Immutable.
 *
 * @param symbol empty where the kind has none
 */
public record PlainCommand(Kind kind, String symbol, Optional<Position> after, List<CandlesAsked> candles) {
    public enum Kind { SUBSCRIBE, UNSUBSCRIBE, HEARTBEAT, BAD }

    /** The largest number JavaScript can count to exactly. */
    private static final double MAX_NUMBER = 9_007_199_254_740_991.0;
    private static final PlainCommand BAD = of(Kind.BAD, "");

    public static PlainCommand read(String text, Dialect dialect) {
        return PlainReading.object(text).map(message -> read(message, dialect)).orElse(BAD);
    }

    private static PlainCommand of(Kind kind, String symbol) {
        return new PlainCommand(kind, symbol, Optional.empty(), List.of());
    }

    private static PlainCommand read(JsonObject message, Dialect dialect) {
        Optional<String> symbol = PlainReading.text(message, "symbol");
        return switch (PlainReading.text(message, "type").orElse("")) {
            case "ping", "pong" -> of(Kind.HEARTBEAT, "");
            case "unsubscribe" -> symbol.map(name -> of(Kind.UNSUBSCRIBE, name)).orElse(BAD);
            case "subscribe" -> symbol.map(name -> subscribe(name, message, dialect)).orElse(BAD);
            default -> BAD;
        };
    }

    private static PlainCommand subscribe(String symbol, JsonObject message, Dialect dialect) {
        JsonValue after = message.getOrDefault("after", JsonValue.NULL);
        JsonValue candles = message.getOrDefault("candles", JsonValue.NULL);
        boolean hasCandles = dialect == Dialect.V1 && candles != JsonValue.NULL;
        double epoch = number(after, "epoch");
        double seq = number(after, "seq");
        if (after != JsonValue.NULL && !(isPlace(epoch) && isPlace(seq)) || hasCandles && !areCandles(candles)) {
            return BAD;
        }
        return new PlainCommand(Kind.SUBSCRIBE, symbol,
                after == JsonValue.NULL ? Optional.empty() : Optional.of(new Position((long) epoch, (long) seq)),
                hasCandles ? candles.asJsonArray().stream().map(PlainCommand::candles).toList() : List.of());
    }

    private static boolean areCandles(JsonValue value) {
        if (!(value instanceof JsonArray candles)) {
            return false;
        }
        List<Double> intervals = candles.stream().map(one -> number(one, "interval")).toList();
        return candles.stream().allMatch(one -> one instanceof JsonObject asked && (from(asked) == JsonValue.NULL
                || isPlace(number(asked, "from")))) && List.of(1_000.0, 60_000.0).containsAll(intervals)
                && Set.copyOf(intervals).size() == intervals.size();
    }

    private static CandlesAsked candles(JsonValue one) {
        return new CandlesAsked(Interval.of((long) number(one, "interval")).orElseThrow(),
                from(one.asJsonObject()) == JsonValue.NULL ? 0 : (long) number(one, "from"));
    }

    private static JsonValue from(JsonObject asked) {
        return asked.getOrDefault("from", JsonValue.NULL);
    }

    private static double number(JsonValue object, String field) {
        return object instanceof JsonObject fields && fields.get(field) instanceof JsonNumber number
                ? Double.parseDouble(number.toString()) : Double.NaN;
    }

    /** In any of the forms JSON has for a number, read as JavaScript reads it. */
    private static boolean isPlace(double number) {
        return number >= 0 && number <= MAX_NUMBER && number % 1 == 0;
    }
}
