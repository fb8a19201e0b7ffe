package stockchart.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.market.MarketHours.Session;
import stockchart.quotes.MarketWatch;
import stockchart.quotes.Quote;
import stockchart.tape.Candle;

class DialectCodecTest {
    @Test
    void quoteIsAsFinnhubWritesIt() {
        assertEquals("{\"c\":261.74,\"d\":2.29,\"dp\":0.8826,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45,\"t\":1582641000}",
                DialectCodec.quote(Optional.of(new Quote(261.74, 259.45, Optional.of(new Quote.DayFigures(261.07, 263.31, 260.68)),
                        1_582_641_000_999L))));
        assertEquals("{\"c\":0.0000123,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":1}",
                DialectCodec.quote(Optional.of(new Quote(0.0000123, 0, Optional.empty(), 1_000))));
        assertEquals("{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}", DialectCodec.quote(Optional.empty()));
    }

    @Test
    void candlesAreColumns() {
        assertEquals("{\"c\":[2,0.00000015],\"h\":[2.5,1],\"l\":[1,0.0000001],\"o\":[1.5,1],\"s\":\"ok\",\"t\":[60,120],\"v\":[1000,0]}",
                DialectCodec.candles(List.of(new Candle(60_000, 1.5, 2.5, 1, 2, 1_000, 0),
                        new Candle(120_000, 1, 1, 1e-7, 1.5e-7, 0, 0))));
        assertEquals("{\"s\":\"no_data\"}", DialectCodec.candles(List.of()));
    }

    @Test
    void marketStatusHasFinnhubsWords() {
        assertEquals("{\"exchange\":\"US\",\"holiday\":null,\"isOpen\":false,\"session\":\"pre-market\",\"t\":5,\"timezone\":\"America/New_York\"}",
                DialectCodec.marketStatus(new MarketWatch.View(5_999, Optional.of(Session.Kind.PRE_MARKET), Optional.empty(), true, List.of())));
        assertEquals("{\"exchange\":\"US\",\"holiday\":\"Christmas\",\"isOpen\":false,\"session\":null,\"t\":5,\"timezone\":\"America/New_York\"}",
                DialectCodec.marketStatus(new MarketWatch.View(5_000, Optional.empty(), Optional.of("Christmas"), true, List.of())));
    }

    @Test
    void errorsAreQuoted() {
        assertEquals("{\"error\":\"You don't \\\"have\\\" access\"}", DialectCodec.error("You don't \"have\" access"));
    }
}
