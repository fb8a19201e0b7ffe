package stockchart.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.tape.Tape;
import stockchart.tape.TapeSlice;
import stockchart.testing.LookUps;
import stockchart.testing.ManualClock;

class MessageCodecTest {
    private final Tape tape = new Tape(new Symbol("AAPL"), 7, 100, new ManualClock());

    @Test
    void conditionCodesFromOutsideAreQuoted() {
        trade(new Trade(129.58, 1, 0.5, List.of("12", "a\"b", "é")));
        assertEquals("{\"data\":[{\"c\":[\"12\",\"a\\\"b\",\"é\"],\"p\":129.58,\"s\":\"AAPL\",\"t\":1,\"v\":0.5}],"
                + "\"type\":\"trade\"}", MessageCodec.trades(tape.slice(0, 10), Dialect.PLAIN).text());
    }

    @Test
    void numbersDoNotFollowTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            trade(new Trade(1e20, 1, 1234.5));
            assertEquals("{\"data\":[{\"p\":1.0E20,\"s\":\"AAPL\",\"t\":1,\"v\":1234.5}],\"type\":\"trade\"}",
                    MessageCodec.trades(tape.slice(0, 10), Dialect.PLAIN).text());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nothingIsLookedUpForATrade() {
        everyTradeMessage();
        assertEquals(0, LookUps.during(this::everyTradeMessage));
    }

    private void everyTradeMessage() {
        trade(new Trade(129.58, 1, Double.MIN_VALUE, List.of("12", "a\"b")));
        TapeSlice slice = tape.slice(0, 10);
        MessageCodec.trades(slice, Dialect.PLAIN);
        MessageCodec.trades(slice, Dialect.V1);
        MessageCodec.subscribed(slice, false);
    }

    private void trade(Trade trade) {
        tape.append(trade, 0);
        tape.release();
    }
}
