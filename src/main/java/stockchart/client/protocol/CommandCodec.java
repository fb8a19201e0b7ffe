package stockchart.client.protocol;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.client.protocol.CommandCodec.ClientCommand.CandlesAsked;
import stockchart.client.protocol.CommandCodec.ClientCommand.Heartbeat;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.client.protocol.CommandCodec.ClientCommand.Subscribe;
import stockchart.client.protocol.CommandCodec.ClientCommand.Unsubscribe;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;
import stockchart.tape.Candle.Interval;
import stockchart.text.WholeJsonCodec;

/** Decodes commands. Stateless; any thread. */
public final class CommandCodec {
    /** The largest integer that JavaScript holds exactly. */
    private static final long MAX_NUMBER = (1L << 53) - 1;

    private CommandCodec() {}

    /** @throws BadMessageException with a message for the client's author */
    public static ClientCommand parse(String text, Dialect dialect) throws BadMessageException {
        JsonObject message = object(text);
        String type = string(message, "type", text);
        return switch (type) {
            case "subscribe" -> new Subscribe(string(message, "symbol", text), role(message), after(message),
                    dialect == Dialect.V1 ? candles(message) : List.of());
            case "unsubscribe" -> new Unsubscribe(string(message, "symbol", text));
            case "ping", "pong" -> new Heartbeat();
            default -> throw new BadMessageException("Unknown type " + Symbol.quoted(type)
                    + "; subscribe and unsubscribe are known");
        };
    }

    private static JsonObject object(String text) throws BadMessageException {
        try {
            if (WholeJsonCodec.read(text) instanceof JsonObject message) {
                return message;
            }
        } catch (RuntimeException malformed) {
            throw new BadMessageException("Not JSON: " + Symbol.quoted(text), malformed);
        }
        throw new BadMessageException("Not a JSON object: " + Symbol.quoted(text));
    }

    private static String string(JsonObject message, String field, String text) throws BadMessageException {
        if (message.get(field) instanceof JsonString value) {
            return value.getString();
        }
        throw new BadMessageException("No text in the field \"" + field + "\" of " + Symbol.quoted(text));
    }

    private static Role role(JsonObject message) throws BadMessageException {
        JsonValue role = message.get("role");
        if (role == null || role.equals(JsonValue.NULL)) {
            return Role.CHART;
        }
        for (Role known : Role.values()) {
            if (role instanceof JsonString word && word.getString().equals(known.word())) {
                return known;
            }
        }
        throw new BadMessageException("The field \"role\" must be \"chart\", \"row\" or \"hidden\"");
    }

    private static Optional<Position> after(JsonObject message) throws BadMessageException {
        JsonValue after = message.get("after");
        if (after == null || after.equals(JsonValue.NULL)) {
            return Optional.empty();
        }
        if (after instanceof JsonObject position) {
            return Optional.of(new Position(number(position, "epoch", "after"), number(position, "seq", "after")));
        }
        throw new BadMessageException("The field \"after\" must be an object with \"epoch\" and \"seq\"");
    }

    private static List<CandlesAsked> candles(JsonObject message) throws BadMessageException {
        JsonValue candles = message.get("candles");
        if (candles == null || candles.equals(JsonValue.NULL)) {
            return List.of();
        }
        if (!(candles instanceof JsonArray wanted)) {
            throw new BadMessageException("The field \"candles\" must be an array of objects with an \"interval\"");
        }
        Map<Interval, CandlesAsked> asked = new LinkedHashMap<>();
        for (JsonValue one : wanted) {
            CandlesAsked next = candlesAsked(one);
            if (asked.putIfAbsent(next.interval(), next) != null) {
                throw new BadMessageException("The \"interval\" " + next.interval().millis() + " stands in \"candles\" twice");
            }
        }
        return List.copyOf(asked.values());
    }

    private static CandlesAsked candlesAsked(JsonValue value) throws BadMessageException {
        if (!(value instanceof JsonObject one)) {
            throw new BadMessageException("The field \"candles\" must be an array of objects with an \"interval\"");
        }
        Interval interval = Interval.of(number(one, "interval", "candles")).orElseThrow(
                () -> new BadMessageException("The field \"interval\" in \"candles\" must be 1000 or 60000"));
        JsonValue from = one.get("from");
        boolean all = from == null || from.equals(JsonValue.NULL);
        return new CandlesAsked(interval, all ? 0 : number(one, "from", "candles"));
    }

    private static long number(JsonObject object, String field, String of) throws BadMessageException {
        if (object.get(field) instanceof JsonNumber number && number.doubleValue() >= 0
                && number.doubleValue() <= MAX_NUMBER && number.doubleValue() == Math.rint(number.doubleValue())) {
            return (long) number.doubleValue();
        }
        throw new BadMessageException("The field \"" + field + "\" in \"" + of + "\" must be a whole number, 0 or above");
    }

    /** A client's message is not part of the protocol; the text is fit to be sent back. */
    public static final class BadMessageException extends Exception {
        private static final long serialVersionUID = 1;

        BadMessageException(String message) {
            super(message);
        }

        BadMessageException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * What a client may request. Immutable. Symbols are still the client's text: the session decides what a malformed one leads to.
     */
    public sealed interface ClientCommand {
        /**
         * Requests a symbol's trades, and with {@code after} only those the client does not have yet.
         *
         * @param role what the client uses them for
         * @param candles the candles requested as well, each interval at most once; none in the plain dialect
         */
        record Subscribe(String symbol, Role role, Optional<Position> after, List<CandlesAsked> candles)
                implements ClientCommand {
            public Subscribe {
                candles = List.copyOf(candles);
            }
        }

        /** Ends the subscription to a symbol. */
        record Unsubscribe(String symbol) implements ClientCommand {}

        /** A keep-alive that some of Finnhub's clients send; requests nothing. */
        record Heartbeat() implements ClientCommand {}

        /** A place on a tape: the sequence number of the last trade a client has, under the tape's epoch. */
        record Position(long epoch, long seq) {}

        /** Candles that start at or after a time, in milliseconds since 1970-01-01 UTC; 0 for all. */
        record CandlesAsked(Interval interval, long from) {}
    }
}
