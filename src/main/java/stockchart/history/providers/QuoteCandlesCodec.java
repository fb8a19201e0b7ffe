package stockchart.history.providers;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.JsonAnswerCodec;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/** The figures of a trading day in Finnhub's quotes. Pure functions. */
final class QuoteCandlesCodec {
    private QuoteCandlesCodec() {}

    /**
     * The candle of the day of a quote; none if its figures are zero, as those of a symbol that Finnhub does not know, and those of a
     * day without a trade so far.
     *
     * @param day the days of the symbol's market
     * @throws RestClient.BadAnswerException if it is no quote, or its figures cannot be those of a day
     * @throws IOException if it cannot be read
     */
    static List<Candle> day(InputStream body, TradingDay day) throws IOException {
        JsonObject quote = JsonAnswerCodec.object(body);
        if (!(quote.get("c") instanceof JsonNumber)) {
            throw new RestClient.BadAnswerException("no price in the quote");
        }
        double open = figure(quote, "o");
        double high = figure(quote, "h");
        double low = figure(quote, "l");
        double close = figure(quote, "c");
        long time = quote.containsKey("t") ? FiguresCodec.seconds(quote.get("t")) : 0;
        if (time == 0 || open == 0 && high == 0 && low == 0) {
            return List.of();
        }
        CheckedCandles one = new CheckedCandles();
        one.add(new Candle(day.date(time).toEpochDay() * Width.DAY.millis(), open, high, low, close, Double.NaN, 0));
        return one.all();
    }

    /** A figure that is null is zero, as Finnhub has them all where it has no quote. */
    private static double figure(JsonObject quote, String key) throws IOException {
        return quote.containsKey(key) && quote.isNull(key) ? 0 : FiguresCodec.number(quote.get(key));
    }
}
