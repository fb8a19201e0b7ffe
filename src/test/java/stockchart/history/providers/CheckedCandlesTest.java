package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.market.Trade;
import stockchart.market.Width;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.tape.Candle;

class CheckedCandlesTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void figuresThatCannotBeThoseOfACandleSpoilTheAnswer() {
        for (double[] wrong : new double[][] {{1, 2, 1.5, 1.7, 0}, {1.5, 2, 1, 2.5, 0}, {3, 2, 1, 2, 0}, {1.5, 2, 1, 0.5, 0},
            {NAN, 2, 1, 2, 0}, {1, NAN, 1, 1, 0}, {1, 2, NAN, 1, 0}, {1, 2, 1, NAN, 0}, {1, INFINITE, 1, 1, 0},
            {INFINITE, INFINITE, INFINITE, INFINITE, 0}, {1, 1, -INFINITE, 1, 0}, {1, 1, 1, 1, -1}, {1, 1, 1, 1, INFINITE},
            {0, 1, 0, 1, 0}, {1, 1, -1, 1, 0}}) {
            assertThrows(BadAnswerException.class,
                    () -> new CheckedCandles().add(new Candle(0, wrong[0], wrong[1], wrong[2], wrong[3], wrong[4], 0)),
                    () -> Arrays.toString(wrong));
        }
        assertThrows(BadAnswerException.class, () -> new CheckedCandles().add(new Candle(0, 1, 1, 1, 1, 1, -1)));
    }

    @Test
    void figuresOfCandlesAreTaken() {
        for (double[] right : new double[][] {{1, 1, 1, 1, 0}, {1e-9, 2, 1e-9, 2, 1e300}, {2, 2, 1, 1, NAN}}) {
            assertDoesNotThrow(() -> new CheckedCandles().add(new Candle(0, right[0], right[1], right[2], right[3], right[4], 5)));
        }
        assertDoesNotThrow(() -> new CheckedCandles(true).add(new Candle(0, -1, 0, -2, -1, 0, 0)));
    }

    @Test
    void timesMustBeTimesAndGoUp() throws BadAnswerException {
        assertThrows(BadAnswerException.class, () -> new CheckedCandles().add(at(-1)));
        assertThrows(BadAnswerException.class, () -> new CheckedCandles().add(at(Trade.MAX_TIME + 1)));
        CheckedCandles candles = new CheckedCandles();
        candles.add(at(60_000));
        assertThrows(BadAnswerException.class, () -> candles.add(at(60_000)));
        assertThrows(BadAnswerException.class, () -> candles.add(at(0)));
        candles.add(at(180_000));
        assertEquals(List.of(at(60_000), at(180_000)), candles.all());
    }

    @Test
    void thereIsAnEndToThem() throws BadAnswerException {
        CheckedCandles candles = new CheckedCandles();
        for (int i = 0; i < CheckedCandles.MOST; i++) {
            candles.add(at(i * 60_000L));
        }
        assertThrows(BadAnswerException.class, () -> candles.add(at(CheckedCandles.MOST * 60_000L)));
    }

    @Test
    void whatWasNotRequestedIsLeftOut() throws BadAnswerException {
        List<Candle> three = List.of(at(0), at(60_000), at(120_000));
        assertEquals(List.of(at(60_000)), CheckedCandles.between(three, Width.MINUTE, 60_000, 120_000));
        assertThrows(BadAnswerException.class, () -> CheckedCandles.between(three, Width.HOUR, 0, 60_000), "minutes are no hours");
    }

    private static Candle at(long start) {
        return new Candle(start, 1, 1, 1, 1, 1, 0);
    }
}
