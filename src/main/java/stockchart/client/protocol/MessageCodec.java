package stockchart.client.protocol;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import stockchart.hub.AdaptiveThrottle;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.Tier;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.OutboundMessage.Content;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.tape.CandleSlice;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.TapeSlice;
import stockchart.text.Decimals;

/**
 * Encodes messages to clients, keys in alphabetical order as Finnhub does. Stateless; any thread.
 *
 * <p>Trades are encoded by hand, because every trade passes here: their numbers and symbols need no escaping, and condition codes,
 * which come from outside, are left to the library unless they are plain letters and digits.
 */
public final class MessageCodec {
    /** Finnhub's own keep-alive; in {@code stock-chart.v1} it also distinguishes a quiet connection from a lost one. */
    public static final String PING = "{\"type\":\"ping\"}";

    /** Held because the static methods of {@code Json} look their provider up on every call. */
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
    private static final int PLAIN_TRADES = 0;
    private static final int V1_TRADES = 1;
    private static final int JOINED = 2;
    private static final int RESTARTED = 3;
    private static final int CHARS_PER_TRADE = 80;
    /** A candle takes about 55 characters: an hour of seconds makes a message of 200 KB, a day of minutes one of 85 KB. */
    private static final int CHARS_PER_CANDLE = 64;

    /** Matches code points, so never one half of a complete pair. */
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private MessageCodec() {}

    /** A {@code trade} message; the text is built once for all clients of one dialect at the same position. */
    public static OutboundMessage trades(TapeSlice slice, Dialect dialect) {
        return dialect == Dialect.PLAIN
                ? slice.form(PLAIN_TRADES, MessageCodec::plainTrades)
                : slice.form(V1_TRADES, MessageCodec::v1Trades);
    }

    /**
     * A {@code subscribed} message.
     *
     * @param restarted whether the client's position is on another tape, so that nothing is known of what it missed
     */
    public static OutboundMessage subscribed(TapeSlice slice, boolean restarted) {
        return restarted
                ? slice.form(RESTARTED, all -> subscribed(all, "false"))
                : slice.form(JOINED, all -> subscribed(all, all.missed() == 0 ? "true" : "false"));
    }

    public static String unsubscribed(String symbol) {
        return BUILDERS.createObjectBuilder().add("symbol", symbol).add("type", "unsubscribed").build().toString();
    }

    public static String status(FeedStatus status) {
        JsonObjectBuilder message = BUILDERS.createObjectBuilder();
        status.cutOff().ifPresent(since -> message.add("cutOff", since));
        return message
                .add("feed", status.state().word())
                .add("simulated", status.simulated())
                .add("since", status.since())
                .add("type", "status")
                .build().toString();
    }

    /** A {@code tier} message. */
    public static String tier(Symbol symbol, Tier tier) {
        JsonObjectBuilder message = BUILDERS.createObjectBuilder();
        if (tier.every() > 0) {
            message.add("every", tier.every());
        }
        if (tier.position() > 0) {
            message.add("position", tier.position());
        }
        message.add("symbol", symbol.value()).add("tier", tier.kind().word()).add("type", "tier");
        tier.why().ifPresent(why -> message.add("why", why.word()));
        return message.build().toString();
    }

    public static String pace(AdaptiveThrottle.Status pace) {
        return "{\"busy\":" + pace.busy() + ",\"millis\":" + pace.millis() + ",\"type\":\"pace\"}";
    }

    /**
     * A {@code candles} message: a symbol's candles and gaps as they are now. The text is built once for all clients that request
     * all candles while nothing changes.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC; 0 for all
     */
    public static OutboundMessage candles(Subscription subscription, Interval interval, long from) {
        return subscription.tape().candles(interval, from).form(subscription.gaps(), MessageCodec::candles);
    }

    public static String error(Dialect dialect, ErrorReply refusal) {
        JsonObjectBuilder error = BUILDERS.createObjectBuilder();
        if (dialect == Dialect.V1) {
            error.add("code", refusal.code().name());
        }
        error.add("msg", refusal.message());
        if (dialect == Dialect.V1) {
            refusal.symbol().ifPresent(symbol -> error.add("symbol", symbol));
        }
        return encodable(error.add("type", "error").build().toString());
    }

    private static OutboundMessage plainTrades(TapeSlice slice) {
        return trades(slice, data(slice).append(",\"type\":\"trade\"}"));
    }

    private static OutboundMessage v1Trades(TapeSlice slice) {
        StringBuilder out = data(slice).append(",\"epoch\":").append(slice.epoch());
        if (slice.missed() > 0) {
            out.append(",\"missed\":").append(slice.missed());
        }
        return trades(slice, out.append(",\"seq\":").append(slice.end()).append(",\"type\":\"trade\"}"));
    }

    private static OutboundMessage trades(TapeSlice slice, StringBuilder out) {
        return new OutboundMessage(out.toString(), new Content(slice.trades().size(), slice.missed(), slice.arrived()));
    }

    private static StringBuilder data(TapeSlice slice) {
        StringBuilder out = new StringBuilder(60 + CHARS_PER_TRADE * slice.trades().size()).append("{\"data\":[");
        String symbol = "\"s\":\"" + slice.symbol() + "\",";
        for (Trade trade : slice.trades()) {
            out.append('{');
            conditions(out, trade.conditions());
            Decimals.append(out.append("\"p\":"), trade.price());
            out.append(',').append(symbol).append("\"t\":").append(trade.time());
            Decimals.append(out.append(",\"v\":"), trade.volume());
            out.append("},");
        }
        return closeArray(out);
    }

    private static OutboundMessage subscribed(TapeSlice slice, String complete) {
        StringBuilder out = new StringBuilder(140 + CHARS_PER_TRADE / 2 * slice.trades().size())
                .append('{');
        slice.arrivedBeforeItsTime().ifPresent(at -> out.append("\"arrived\":").append(at).append(','));
        out.append("\"complete\":").append(complete).append(",\"epoch\":").append(slice.epoch())
                .append(",\"seq\":").append(slice.end()).append(",\"symbol\":\"").append(slice.symbol())
                .append("\",\"trades\":[");
        for (Trade trade : slice.trades()) {
            Decimals.append(out.append("{\"p\":"), trade.price());
            Decimals.append(out.append(",\"t\":").append(trade.time()).append(",\"v\":"), trade.volume());
            out.append("},");
        }
        return new OutboundMessage(closeArray(out).append(",\"type\":\"subscribed\"}").toString());
    }

    private static OutboundMessage candles(CandleSlice slice, List<Gap> gaps) {
        StringBuilder out = new StringBuilder(200 + CHARS_PER_CANDLE * slice.candles().size()).append("{\"candles\":[");
        for (Candle candle : slice.candles()) {
            append(out.append('['), candle);
            out.append("],");
        }
        closeArray(out).append(",\"epoch\":").append(slice.epoch()).append(",\"gaps\":[");
        for (Gap gap : gaps) {
            out.append("{\"cause\":\"").append(gap.cause().word()).append("\",\"from\":").append(gap.from());
            gap.to().ifPresent(to -> out.append(",\"to\":").append(to));
            out.append("},");
        }
        closeArray(out).append(",\"interval\":").append(slice.interval().millis())
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

    /** Ends an array whose elements each end with a comma. */
    private static StringBuilder closeArray(StringBuilder out) {
        if (out.charAt(out.length() - 1) == ',') {
            out.setLength(out.length() - 1);
        }
        return out.append(']');
    }

    private static void conditions(StringBuilder out, List<String> conditions) {
        if (!conditions.isEmpty()) {
            out.append("\"c\":[");
            for (String code : conditions) {
                if (isPlain(code)) {
                    out.append('"').append(code).append("\",");
                } else {
                    out.append(encodable(PROVIDER.createValue(code).toString())).append(',');
                }
            }
            closeArray(out).append(',');
        }
    }

    private static boolean isPlain(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c >= 128 || !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /** Halves of surrogate pairs as JSON escapes: UTF-8 has no form for them, and Tyrus throws an {@code Error} at them. */
    private static String encodable(String json) {
        return HALF_PAIR.matcher(json).replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
    }
}
