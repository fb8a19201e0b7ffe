package stockchart.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingDayTest {
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @CsvSource({
        "AAPL, NEW_YORK", "BRK.B, NEW_YORK", "VOD.L, UTC", "OANDA:EUR_USD, CURRENCIES", "IC MARKETS:1, CURRENCIES",
        "BINANCE:BTCUSDT, UTC", "OANDAX:EUR_USD, UTC"
    })
    void daysFollowTheMarketOfTheSymbol(String symbol, TradingDay expected) {
        assertEquals(expected, TradingDay.of(new Symbol(symbol), List.of("oanda", "ic markets")));
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_YORK, 2026-01-06T04:59:59.999Z, 2026-01-05", "NEW_YORK, 2026-01-06T05:00:00Z, 2026-01-06",
        "CURRENCIES, 2026-01-05T21:59:59.999Z, 2026-01-05", "CURRENCIES, 2026-01-05T22:00:00Z, 2026-01-06",
        "CURRENCIES, 2026-01-06T05:00:00Z, 2026-01-06", "UTC, 2026-01-05T23:59:59.999Z, 2026-01-05"
    })
    void dateIsThatOfTheMarket(TradingDay day, Instant time, LocalDate expected) {
        assertEquals(expected, day.date(time.toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_YORK, 2026-03-08, 23", "NEW_YORK, 2026-11-01, 25", "NEW_YORK, 2026-01-05, 24", "CURRENCIES, 2026-03-08, 23",
        "CURRENCIES, 2026-11-01, 25", "UTC, 2026-03-08, 24"
    })
    void dayIsAsLongAsTheClocksSay(TradingDay day, LocalDate date, int hours) {
        assertEquals(hours * HOUR, day.to(date) - day.from(date));
    }

    @Test
    void everyHourBelongsToTheDateThatHoldsIt() {
        for (TradingDay day : TradingDay.values()) {
            for (long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(), i = 0; i < 366 * 24; i++, time += HOUR) {
                LocalDate date = day.date(time);
                assertEquals(date, day.date(day.from(date)));
                assertEquals(true, day.from(date) <= time && time < day.to(date));
                assertEquals(0, day.from(date) % HOUR);
            }
        }
    }
}
