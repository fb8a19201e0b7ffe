package stockchart.browser;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import stockchart.browser.BrowserCommand.Position;
import stockchart.testing.PlainReading;

/**
 * A client's message read the plain way, rule by rule as the README has them: what {@link CommandCodec} is measured against.
 * Immutable.
 *
 * @param symbol empty where the kind has none
 */
record PlainCommand(Kind kind, String symbol, Optional<Position> after) {
    enum Kind { SUBSCRIBE, UNSUBSCRIBE, HEARTBEAT, BAD }

    /** The largest number JavaScript can count to exactly. */
    private static final double MAX_NUMBER = 9_007_199_254_740_991.0;
    private static final PlainCommand BAD = new PlainCommand(Kind.BAD, "", Optional.empty());

    static PlainCommand read(String text) {
        return PlainReading.object(text).map(PlainCommand::read).orElse(BAD);
    }

    private static PlainCommand read(JsonObject message) {
        Optional<String> symbol = PlainReading.text(message, "symbol");
        return switch (PlainReading.text(message, "type").orElse("")) {
            case "ping", "pong" -> new PlainCommand(Kind.HEARTBEAT, "", Optional.empty());
            case "unsubscribe" -> symbol.map(name -> new PlainCommand(Kind.UNSUBSCRIBE, name, Optional.empty())).orElse(BAD);
            case "subscribe" -> symbol.map(name -> subscribe(name, message.get("after"))).orElse(BAD);
            default -> BAD;
        };
    }

    private static PlainCommand subscribe(String symbol, JsonValue after) {
        if (after == null || after == JsonValue.NULL) {
            return new PlainCommand(Kind.SUBSCRIBE, symbol, Optional.empty());
        }
        double epoch = number(after, "epoch");
        double seq = number(after, "seq");
        return isPlace(epoch) && isPlace(seq)
                ? new PlainCommand(Kind.SUBSCRIBE, symbol, Optional.of(new Position((long) epoch, (long) seq)))
                : BAD;
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
