package stockchart.history.providers;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/** Candles of days, which providers date by when the day starts in its market, called by their date. Pure functions. */
final class MarketDays {
    /** No market's midnight is farther from that in UTC. */
    static final long HALF_DAY = Width.DAY.millis() / 2;

    private MarketDays() {}

    /**
     * The same candles at 00:00 UTC of their dates.
     *
     * @throws RestClient.BadAnswerException if two are of one date
     */
    static List<Candle> byDate(List<Candle> days, TradingDay day) throws IOException {
        CheckedCandles dated = new CheckedCandles(true);
        for (Candle candle : days) {
            long start = date(candle.start(), day).toEpochDay() * Width.DAY.millis();
            dated.add(new Candle(start, candle.open(), candle.high(), candle.low(), candle.close(), candle.volume(), candle.prints()));
        }
        return dated.all();
    }

    /**
     * The date that a candle of a day is called by. Stocks have been seen to start at midnight in New York and at midnight UTC,
     * currencies at 17:00 in New York. Where the market's own midnight is not known, it is the one that is nearest in UTC.
     */
    static LocalDate date(long start, TradingDay day) {
        boolean isMidnight = start % Width.DAY.millis() == 0;
        return day == TradingDay.UTC || isMidnight ? TradingDay.UTC.date(start + HALF_DAY) : day.date(start);
    }
}
