package stockchart.history.providers;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;
import stockchart.rest.RestClient;

/** Reads the figures of candles, which some providers write as numbers and some as text. Pure functions. */
final class FiguresCodec {
    /** What Java reads as a number besides, such as {@code NaN} or {@code 1f}, is none here. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?");

    private FiguresCodec() {}

    /**
     * A number, or a decimal in a text; infinite if it is too large.
     *
     * @param figure null if it is missing
     * @throws RestClient.BadAnswerException if it is anything else
     */
    static double number(JsonValue figure) throws RestClient.BadAnswerException {
        if (figure instanceof JsonNumber number) {
            return number.doubleValue();
        }
        if (figure instanceof JsonString text && DECIMAL.matcher(text.getString()).matches()) {
            return Double.parseDouble(text.getString());
        }
        throw new RestClient.BadAnswerException("candles with a figure that is no number");
    }

    /**
     * A whole number.
     *
     * @param figure null if it is missing
     * @throws RestClient.BadAnswerException if it is anything else
     */
    static long whole(JsonValue figure) throws RestClient.BadAnswerException {
        if (figure instanceof JsonNumber number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException fraction) {
                throw new RestClient.BadAnswerException("candles with a figure that is no whole number");
            }
        }
        throw new RestClient.BadAnswerException("candles with a figure that is no whole number");
    }

    /**
     * A time in seconds, as milliseconds.
     *
     * @throws RestClient.BadAnswerException if it is none
     */
    static long seconds(JsonValue figure) throws RestClient.BadAnswerException {
        long seconds = whole(figure);
        if (seconds < 0 || seconds > CandleQuery.MAX_SECONDS) {
            throw new RestClient.BadAnswerException("candles with a time out of range");
        }
        return seconds * 1_000;
    }

    /** A number of trades; as many as an integer holds if there are more. */
    static int count(JsonValue figure) throws RestClient.BadAnswerException {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole(figure)));
    }
}
