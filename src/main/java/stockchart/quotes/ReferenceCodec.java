package stockchart.quotes;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import stockchart.market.MarketHours;
import stockchart.market.MarketHours.Holiday.Hours;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;

/** Quotes, holidays and the market's status as Finnhub writes them. Pure functions. */
final class ReferenceCodec {
    private ReferenceCodec() {}

    /**
     * A quote; empty if all its figures are zero, as Finnhub sends it for unknown symbols.
     *
     * @throws RestClient.BadAnswerException if it is not a quote, but for example an object with an error
     * @throws IOException if it cannot be read
     */
    static Optional<Quote> quote(InputStream body) throws IOException {
        JsonObject quote = JsonAnswerCodec.object(body);
        if (!(quote.get("c") instanceof JsonNumber)) {
            throw new RestClient.BadAnswerException(text(quote, "error")
                    .map(said -> "an error instead of a quote: " + Symbol.quoted(said))
                    .orElse("no price in the quote"));
        }
        double current = number(quote, "c");
        double previousClose = number(quote, "pc");
        if (!Double.isFinite(current) || !Double.isFinite(previousClose)) {
            throw new RestClient.BadAnswerException("prices out of range in the quote");
        }
        return current == 0 && previousClose == 0 ? Optional.empty()
                : Optional.of(new Quote(current, previousClose, day(quote), millis(quote)));
    }

    private static Optional<Quote.DayFigures> day(JsonObject quote) {
        return Quote.DayFigures.of(orNaN(quote, "o"), orNaN(quote, "h"), orNaN(quote, "l"));
    }

    /**
     * The holidays; rows that cannot be read are left out.
     *
     * @throws IOException if it is not a JSON object with an array {@code data}
     */
    static List<MarketHours.Holiday> holidays(InputStream body) throws IOException {
        if (JsonAnswerCodec.object(body).get("data") instanceof JsonArray rows) {
            return rows.stream().flatMap(row -> holiday(row).stream()).toList();
        }
        throw new RestClient.BadAnswerException("no holidays in the answer");
    }

    /** @throws IOException if it is not a JSON object with a session, or null for none */
    static MarketWatch.Status status(InputStream body) throws IOException {
        JsonObject status = JsonAnswerCodec.object(body);
        if (!status.containsKey("session")) {
            throw new RestClient.BadAnswerException("no session in the answer");
        }
        return new MarketWatch.Status(text(status, "session"), text(status, "holiday"), millis(status));
    }

    private static Optional<MarketHours.Holiday> holiday(JsonValue value) {
        if (!(value instanceof JsonObject row)) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(text(row, "atDate").orElse(""));
            return Optional.of(new MarketHours.Holiday(date, text(row, "eventName").orElse("Holiday"),
                    text(row, "tradingHour").map(ReferenceCodec::hours)));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** @param text for example {@code 09:30-13:00} */
    private static Hours hours(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("Not hours: " + text);
        }
        return new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
    }

    /** Finnhub's seconds in {@code t} as milliseconds; 0 if they cannot be a time. */
    private static long millis(JsonObject object) {
        double millis = number(object, "t") * 1_000;
        return millis > 0 && millis <= Trade.MAX_TIME ? (long) millis : 0;
    }

    private static double orNaN(JsonObject object, String key) {
        return object.get(key) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }

    private static double number(JsonObject object, String key) {
        return object.get(key) instanceof JsonNumber number ? number.doubleValue() : 0;
    }

    /** The text, unless it is blank. */
    private static Optional<String> text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString text ? Optional.of(text.getString().strip()).filter(some -> !some.isEmpty())
                : Optional.empty();
    }
}
