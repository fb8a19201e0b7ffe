package stockchart.feed.finnhub;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint.About;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Malformed;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Other;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.text.WholeJsonCodec;

/**
 * Decodes and encodes Finnhub's WebSocket messages, as documented under "Trades" in Finnhub's API reference and seen in captures. A
 * malformed row is skipped alone, a malformed message as a whole. Its result is authoritative; {@link FastTradeParser} only returns
 * the same faster. Stateless; any thread.
 */
public final class FinnhubCodec {
    /** Held because the static methods of {@code Json} look their provider up on every call. */
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    /** Captures show at most five; more are cut off, so that no row can use up the memory. */
    static final int MAX_CONDITIONS = 16;
    /** The only confirmed text is "Subscribing to too many symbols". */
    private static final String OVER_LIMIT = "too many symbols";
    /** The beginning of the error with which another stock-chart refuses a command, which it quotes. */
    private static final String TOO_FAST = "too many commands";

    private FinnhubCodec() {}

    public static String subscribe(Symbol symbol) {
        return command("subscribe", symbol);
    }

    public static String unsubscribe(Symbol symbol) {
        return command("unsubscribe", symbol);
    }

    static FeedFrame decode(String text) {
        try {
            return WholeJsonCodec.read(text) instanceof JsonObject message ? frame(message)
                    : new Malformed("not an object");
        } catch (RuntimeException malformed) {
            return new Malformed("not JSON");
        }
    }

    private static FeedFrame frame(JsonObject message) {
        String type = text(message.get("type")).orElse("");
        return switch (type) {
            case "trade" -> message.get("data") instanceof JsonArray rows ? trades(rows) : new Malformed("trade without data");
            case "error" -> complaint(message);
            case "" -> new Malformed("no type");
            default -> new Other(type);
        };
    }

    private static Complaint complaint(JsonObject message) {
        String text = text(message.get("msg")).orElse("no text");
        return new Complaint(text, text(message.get("symbol")), about(text));
    }

    private static About about(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(OVER_LIMIT) ? About.TOO_MANY_SYMBOLS
                : lower.startsWith(TOO_FAST) ? About.TOO_FAST : About.ANYTHING_ELSE;
    }

    private static Trades trades(JsonArray rows) {
        List<SymbolTrade> prints = new ArrayList<>(rows.size());
        for (JsonValue row : rows) {
            print(row).ifPresent(prints::add);
        }
        return new Trades(prints, rows.size() - prints.size());
    }

    private static Optional<SymbolTrade> print(JsonValue value) {
        if (!(value instanceof JsonObject row)) {
            return Optional.empty();
        }
        try {
            Symbol symbol = new Symbol(text(row.get("s")).orElse(null));
            double time = number(row.get("t"));
            if (time != Math.rint(time)) {
                return Optional.empty();
            }
            Trade trade = new Trade(number(row.get("p")), (long) time, volume(row.get("v")), conditions(row.get("c")));
            return Optional.of(new SymbolTrade(symbol, trade));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    /** A row without a volume is a price update, which Finnhub also writes as 0. */
    private static double volume(JsonValue value) {
        return value == null || value == JsonValue.NULL ? 0 : number(value);
    }

    private static double number(JsonValue value) {
        return value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }

    private static List<String> conditions(JsonValue value) {
        if (!(value instanceof JsonArray codes)) {
            return List.of();
        }
        return codes.stream().limit(MAX_CONDITIONS).flatMap(code -> text(code).stream())
                .filter(code -> code.length() <= Symbol.MAX_LENGTH).toList();
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    private static String command(String type, Symbol symbol) {
        return BUILDERS.createObjectBuilder().add("type", type).add("symbol", symbol.value()).build().toString();
    }

    /** One decoded message of Finnhub. Immutable. */
    public sealed interface FeedFrame {
        /**
         * Prices.
         *
         * @param badRows rows that could not be read and are not among the prints
         */
        record Trades(List<SymbolTrade> prints, int badRows) implements FeedFrame {}

        /**
         * An error.
         *
         * @param symbol in a field of its own, as another stock-chart sends it
         */
        record Complaint(String text, Optional<String> symbol, About about) implements FeedFrame {
            public enum About { TOO_MANY_SYMBOLS, TOO_FAST, ANYTHING_ELSE }

            /** The text that names the symbol, if there is one: its field, or the quoted part of the text. */
            public Optional<String> name() {
                int quote = text.indexOf('"');
                return symbol.or(() -> quote < 0 ? Optional.empty() : Optional.of(text.substring(quote)));
            }
        }

        /** A ping, or a message of an unknown type. */
        record Other(String type) implements FeedFrame {}

        /** Not a valid message. */
        record Malformed(String why) implements FeedFrame {}
    }
}
