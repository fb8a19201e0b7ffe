package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.CandleQuery.Resolution;
import stockchart.market.Symbol;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;

class RememberedRefusalsTest {
    private final ManualClock clock = new ManualClock();
    private final List<CandleQuery> asked = new ArrayList<>();
    private IOException answer = new RefusedException("Finnhub gives no stock candles to this key");
    private final RememberedRefusals source = new RememberedRefusals(this::fetch, clock);

    @Test
    void refusalIsRememberedForADayForEachKind() throws IOException {
        assertThrows(RefusedException.class, () -> source.fetch(query(Kind.STOCK, "AAPL")));
        assertEquals(answer.getMessage(), assertThrows(RefusedException.class, () -> source.fetch(query(Kind.STOCK, "MSFT"))).getMessage());
        assertEquals(1, asked.size());
        assertThrows(RefusedException.class, () -> source.fetch(query(Kind.CRYPTO, "BINANCE:BTCUSDT")));
        assertEquals(2, asked.size());
        clock.advance(RememberedRefusals.REFUSED.minus(Duration.ofMillis(1)));
        assertThrows(RefusedException.class, () -> source.fetch(query(Kind.STOCK, "AAPL")));
        assertEquals(2, asked.size());
        clock.advance(Duration.ofMillis(1));
        assertThrows(RefusedException.class, () -> source.fetch(query(Kind.STOCK, "AAPL")));
        assertEquals(3, asked.size());
    }

    @Test
    void otherFailuresAreNotRemembered() {
        answer = new IOException("HTTP 500");
        for (int i = 1; i <= 3; i++) {
            assertEquals(answer, assertThrows(IOException.class, () -> source.fetch(query(Kind.STOCK, "AAPL"))));
            assertEquals(i, asked.size());
        }
    }

    private List<Candle> fetch(CandleQuery query) throws IOException {
        asked.add(query);
        throw answer;
    }

    private static CandleQuery query(Kind kind, String symbol) {
        return new CandleQuery(kind, new Symbol(symbol), Resolution.DAY, 0, 86_400);
    }
}
