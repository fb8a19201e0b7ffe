package stockchart.dialect;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import stockchart.history.PastCandles;
import stockchart.history.providers.CandleQuery;
import stockchart.history.providers.CandleQuery.Resolution;
import stockchart.history.providers.RefusedException;
import stockchart.market.Width;
import stockchart.rest.SharedFetches;
import stockchart.tape.Candle;

/**
 * Takes the data source's candles, and if it refuses them, as it does to a free key, the known ones in their place: recorded here,
 * or another provider's. Any thread.
 */
final class KnownCandles implements SharedFetches.Receiver<List<Candle>> {
    private static final long DAY = Width.DAY.millis();

    private final CandleQuery query;
    private final PastCandles past;
    private final String client;
    private final SharedFetches.Receiver<List<Candle>> receiver;

    /** @param client to whom it counts what is fetched */
    KnownCandles(CandleQuery query, PastCandles past, String client, SharedFetches.Receiver<List<Candle>> receiver) {
        this.query = query;
        this.past = past;
        this.client = client;
        this.receiver = receiver;
    }

    @Override
    public void fetched(List<Candle> candles) {
        receiver.fetched(candles);
    }

    @Override
    public void failed(IOException why) {
        if (why instanceof RefusedException) {
            past.get(request(query, client), receiver::fetched);
        } else {
            receiver.failed(why);
        }
    }

    /** A candle is whole, so what is folded may begin before the first one that was asked for. */
    static PastCandles.Request request(CandleQuery query, String client) {
        LongUnaryOperator start = start(query.resolution());
        Width width = switch (query.resolution()) {
            case ONE_MINUTE, FIVE_MINUTES, QUARTER, HALF_HOUR -> Width.MINUTE;
            case HOUR -> Width.HOUR;
            case DAY, WEEK, MONTH -> Width.DAY;
        };
        long first = start.applyAsLong(query.from() * 1_000);
        while (first < query.from() * 1_000) {
            first = next(query.resolution(), first);
        }
        long last = start.applyAsLong(query.to() * 1_000);
        return new PastCandles.Request(query.symbol(), width, first, next(query.resolution(), last), start, client);
    }

    /** Where candles begin; those of days and more by their first date at 00:00 UTC. */
    private static LongUnaryOperator start(Resolution resolution) {
        return switch (resolution) {
            case WEEK -> date(day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> date(day -> day.withDayOfMonth(1));
            default -> time -> Math.floorDiv(time, step(resolution)) * step(resolution);
        };
    }

    private static LongUnaryOperator date(UnaryOperator<LocalDate> first) {
        return time -> first.apply(LocalDate.ofEpochDay(Math.floorDiv(time, DAY))).toEpochDay() * DAY;
    }

    private static long next(Resolution resolution, long start) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(start, DAY));
        return switch (resolution) {
            case WEEK -> day.plusWeeks(1).toEpochDay() * DAY;
            case MONTH -> day.plusMonths(1).toEpochDay() * DAY;
            default -> start + step(resolution);
        };
    }

    private static long step(Resolution resolution) {
        return switch (resolution) {
            case ONE_MINUTE -> 60_000;
            case FIVE_MINUTES -> 300_000;
            case QUARTER -> 900_000;
            case HALF_HOUR -> 1_800_000;
            case HOUR -> 3_600_000;
            case DAY, WEEK, MONTH -> DAY;
        };
    }
}
