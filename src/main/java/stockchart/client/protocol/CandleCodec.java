package stockchart.client.protocol;

import java.util.List;
import stockchart.hub.Subscription;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.tape.CandleSlice;
import stockchart.tape.GapLog.Gap;

/**
 * Writes {@code candles} messages, keys in alphabetical order. Stateless; any thread.
 *
 * <p>A candle takes about 55 characters: a whole hour of seconds makes a message of 200 KB, a whole day of minutes one of 85 KB.
 */
public final class CandleCodec {
    private static final int CHARS_PER_CANDLE = 64;

    private CandleCodec() {}

    /**
     * A symbol's candles and gaps as they are now; the text is built once for all clients that ask for all candles while
     * nothing new comes.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC; 0 for all
     */
    public static OutboundMessage candles(Subscription subscription, Interval interval, long from) {
        return subscription.tape().candles(interval, from).form(subscription.gaps(), CandleCodec::candles);
    }

    private static OutboundMessage candles(CandleSlice slice, List<Gap> gaps) {
        StringBuilder out = new StringBuilder(200 + CHARS_PER_CANDLE * slice.candles().size()).append("{\"candles\":[");
        for (Candle candle : slice.candles()) {
            append(out.append('['), candle);
            out.append("],");
        }
        MessageCodec.closeArray(out).append(",\"epoch\":").append(slice.epoch()).append(",\"gaps\":[");
        for (Gap gap : gaps) {
            out.append("{\"cause\":\"").append(gap.cause().word()).append("\",\"from\":").append(gap.from());
            gap.to().ifPresent(to -> out.append(",\"to\":").append(to));
            out.append("},");
        }
        MessageCodec.closeArray(out).append(",\"interval\":").append(slice.interval().millis())
                .append(",\"seq\":").append(slice.end()).append(",\"symbol\":\"").append(slice.symbol())
                .append("\",\"type\":\"candles\"}");
        return new OutboundMessage(out.toString());
    }

    private static void append(StringBuilder out, Candle candle) {
        Decimals.append(out.append(candle.start()).append(','), candle.open());
        Decimals.append(out.append(','), candle.high());
        Decimals.append(out.append(','), candle.low());
        Decimals.append(out.append(','), candle.close());
        Decimals.append(out.append(','), Decimals.withoutNoise(candle.volume()));
        out.append(',').append(candle.prints());
    }
}
