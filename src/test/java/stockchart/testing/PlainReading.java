package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/**
 * Messages read the plain way: JSON-P, then the documented rules one after the other. What the quick codecs are measured
 * against, the one that reads Finnhub's and the one that writes them for clients. Stateless.
 */
public final class PlainReading {
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final int MAX_CONDITIONS = 16;

    private PlainReading() {}

    /** The JSON object a text is, empty if it is none. */
    public static Optional<JsonObject> object(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            boolean isObject = parser.next() == JsonParser.Event.START_OBJECT;
            Optional<JsonObject> object = isObject ? Optional.of(parser.getObject()) : Optional.empty();
            return isObject && parser.hasNext() ? Optional.empty() : object;
        } catch (RuntimeException malformed) {
            // JSON-P has several for malformed text, and Parsson a bare one for too deep a nesting.
            return Optional.empty();
        }
    }

    /** The prints of a message's good rows. */
    public static List<SymbolTrade> prints(JsonArray rows) {
        return rows.stream().flatMap(row -> print(row).stream()).toList();
    }

    /** The text in a field, empty if there is none. */
    public static Optional<String> text(JsonObject object, String field) {
        return object.get(field) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    /** Returns whether two lists of prints are the same, a zero being a zero whatever its sign. */
    public static boolean isSame(List<SymbolTrade> some, List<SymbolTrade> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!isSame(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(SymbolTrade one, SymbolTrade other) {
        return one.symbol().equals(other.symbol()) && one.trade().price() == other.trade().price()
                && one.trade().time() == other.trade().time() && one.trade().volume() == other.trade().volume()
                && one.trade().conditions().equals(other.trade().conditions());
    }

    private static Optional<SymbolTrade> print(JsonValue value) {
        if (!(value instanceof JsonObject row)) {
            return Optional.empty();
        }
        double price = number(row, "p");
        double time = number(row, "t");
        double volume = row.getOrDefault("v", JsonValue.NULL) == JsonValue.NULL ? 0 : number(row, "v");
        Optional<String> symbol = text(row, "s").filter(Symbol::isWellFormed);
        boolean good = symbol.isPresent() && Double.isFinite(price) && Double.isFinite(volume) && volume >= 0
                && time >= 0 && time <= Trade.MAX_TIME && time == Math.rint(time);
        return good
                ? Optional.of(new SymbolTrade(new Symbol(symbol.get()), new Trade(price, (long) time, volume, conditions(row))))
                : Optional.empty();
    }

    private static double number(JsonObject row, String field) {
        return row.get(field) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }

    private static List<String> conditions(JsonObject row) {
        if (!(row.get("c") instanceof JsonArray codes)) {
            return List.of();
        }
        return codes.stream().limit(MAX_CONDITIONS).filter(JsonString.class::isInstance)
                .map(code -> ((JsonString) code).getString()).filter(code -> code.length() <= Symbol.MAX_LENGTH).toList();
    }
}
