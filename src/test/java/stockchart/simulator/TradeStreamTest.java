package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.market.Trade;

class TradeStreamTest {
    /** 15:00 UTC on a Monday: regular hours in New York. */
    private static final long START = 1_767_625_200_000L;
    private static final long SLOT = TradeStream.lastSlot(START);
    private static final int HOUR = 36_000;

    @Test
    void sameSeedGivesSameTradesInAnySteps() {
        List<Trade> atOnce = stream("AAPL", 1).trades(SLOT, SLOT + 100);
        List<Trade> stepwise = new ArrayList<>();
        TradeStream other = stream("AAPL", 1);
        for (long slot = SLOT; slot < SLOT + 100; slot += 4) {
            stepwise.addAll(other.trades(slot, slot + 4));
        }
        assertFalse(atOnce.isEmpty());
        assertEquals(atOnce, stepwise);
        assertNotEquals(atOnce, stream("AAPL", 2).trades(SLOT, SLOT + 100));
    }

    @Test
    void ratesAreAsListed() {
        assertRate("BINANCE:BTCUSDT");
        assertRate("AAPL");
        assertRate("PZZA");
    }

    @Test
    void tradesBelongToTheirSlotUnlessLate() {
        List<Trade> trades = stream("AAPL", 1).trades(SLOT, SLOT + HOUR);
        assertTrue(trades.stream().allMatch(trade -> trade.time() < START + HOUR * 100L));
        long late = backwards(trades);
        assertTrue(late > 10 && late < trades.size() / 50, () -> late + " late prints");
    }

    @Test
    void fewTradesAreReportedTwice() {
        List<Trade> trades = stream("TSLA", 1).trades(SLOT, SLOT + HOUR);
        long twice = IntStream.range(1, trades.size()).filter(i -> trades.get(i) == trades.get(i - 1)).count();
        assertTrue(twice > 3 && twice < trades.size() / 100, () -> twice + " duplicates");
    }

    @Test
    void stocksTradeWholeSharesWithConditions() {
        List<Trade> trades = stream("AAPL", 1).trades(SLOT, SLOT + HOUR);
        assertTrue(trades.stream().allMatch(trade -> trade.volume() >= 1 && trade.volume() == Math.rint(trade.volume())));
        assertTrue(trades.stream().allMatch(trade -> trade.conditions().get(0).equals("1")));
        assertTrue(trades.stream().allMatch(trade -> trade.conditions().contains("24") == trade.volume() < 100));
        assertTrue(trades.stream().noneMatch(trade -> trade.conditions().contains("12")));
    }

    @Test
    void printsOutsideRegularHoursAreMarked() {
        long night = SLOT + 10 * HOUR;
        List<Trade> trades = stream("AAPL", 1).trades(night, night + 100);
        assertTrue(trades.stream().allMatch(trade -> trade.conditions().contains("12")));
    }

    @Test
    void forexHasNoVolumeAndNoConditions() {
        List<Trade> trades = stream("OANDA:EUR_USD", 1).trades(SLOT, SLOT + HOUR);
        assertTrue(trades.stream().allMatch(trade -> trade.volume() == 0 && trade.conditions().isEmpty()));
    }

    @Test
    void cryptoVolumesAreFractionalAndSometimesZero() {
        List<Trade> trades = stream("BINANCE:BTCUSDT", 1).trades(SLOT, SLOT + HOUR);
        long zero = trades.stream().filter(trade -> trade.volume() == 0).count();
        assertTrue(zero > 0 && zero < trades.size() / 20);
        assertTrue(trades.stream().filter(trade -> trade.volume() != Math.rint(trade.volume())).count() > trades.size() * 0.9);
        assertTrue(trades.stream().noneMatch(trade -> trade.conditions().iterator().hasNext()));
    }

    @Test
    void pricesAreWholeTicks() {
        for (Trade trade : stream("OANDA:USD_JPY", 1).trades(SLOT, SLOT + HOUR)) {
            assertTrue(SimulatorCodec.plain(trade.price()).scale() <= 3, trade::toString);
        }
    }

    @Test
    void everyInstrumentTradesWithinMinutesAtPlausiblePrices() {
        Instruments instruments = Instruments.load();
        for (Instrument.Kind kind : Instrument.Kind.values()) {
            for (Instrument instrument : instruments.of(kind)) {
                List<Trade> trades = new TradeStream(instrument, 3).trades(SLOT, SLOT + 3_000);
                assertFalse(trades.isEmpty(), instrument::toString);
                assertTrue(trades.get(0).price() > instrument.price() / 4 && trades.get(0).price() < instrument.price() * 4, instrument::toString);
            }
        }
    }

    private static void assertRate(String symbol) {
        double rate = Instruments.load().find(new Symbol(symbol)).orElseThrow().rate();
        assertEquals(rate, stream(symbol, 5).trades(SLOT, SLOT + 6 * HOUR).size() / 21_600.0, rate * 0.1);
    }

    private static long backwards(List<Trade> trades) {
        return IntStream.range(1, trades.size()).filter(i -> trades.get(i).time() < trades.get(i - 1).time()).count();
    }

    private static TradeStream stream(String symbol, long seed) {
        return new TradeStream(Instruments.load().find(new Symbol(symbol)).orElseThrow(), seed);
    }
}
