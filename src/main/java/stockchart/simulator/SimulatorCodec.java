package stockchart.simulator;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.text.WholeJsonCodec;

/** Finnhub's WebSocket messages, byte for byte as captured: keys in alphabetical order, no blanks. Pure functions. */
final class SimulatorCodec {
    static final String PING = "{\"type\":\"ping\"}";
    static final String TOO_MANY_SYMBOLS = "{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}";

    /** A factory, because the static methods of Json look up the provider on every call. */
    private static final JsonGeneratorFactory GENERATORS = JsonProvider.provider().createGeneratorFactory(Map.of());

    private SimulatorCodec() {
    }

    /** The command in a message; empty for anything else, to which Finnhub does not answer as far as is known. */
    static Optional<Command> parse(String text) {
        try {
            JsonObject message = WholeJsonCodec.read(new StringReader(text)).asJsonObject();
            String type = message.getString("type");
            String symbol = message.getString("symbol");
            boolean known = type.equals("subscribe") || type.equals("unsubscribe");
            return known && Symbol.isWellFormed(symbol)
                    ? Optional.of(new Command(type.equals("subscribe"), new Symbol(symbol))) : Optional.empty();
        } catch (RuntimeException notACommand) {
            return Optional.empty();
        }
    }

    /** The message that reports these trades. */
    static String encode(List<SymbolTrade> prints) {
        StringWriter text = new StringWriter(prints.size() * 96);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartObject().writeStartArray("data");
            prints.forEach(print -> write(json, print));
            json.writeEnd().write("type", "trade").writeEnd();
        }
        return text.toString();
    }

    /** Candles as Finnhub's answer: a column for each figure, times in seconds. */
    static String candles(List<SimulatedCandle> candles) {
        if (candles.isEmpty()) {
            return "{\"s\":\"no_data\"}";
        }
        StringBuilder text = new StringBuilder(candles.size() * 64);
        column(text.append("{\"c\":"), candles, SimulatedCandle::close);
        column(text.append(",\"h\":"), candles, SimulatedCandle::high);
        column(text.append(",\"l\":"), candles, SimulatedCandle::low);
        column(text.append(",\"o\":"), candles, SimulatedCandle::open);
        column(text.append(",\"s\":\"ok\",\"t\":"), candles, candle -> candle.start() / 1_000);
        column(text.append(",\"v\":"), candles, SimulatedCandle::volume);
        return text.append('}').toString();
    }

    private static void column(StringBuilder text, List<SimulatedCandle> candles, ToDoubleFunction<SimulatedCandle> figure) {
        char before = '[';
        for (SimulatedCandle candle : candles) {
            text.append(before).append(plain(figure.applyAsDouble(candle)).toPlainString());
            before = ',';
        }
        text.append(']');
    }

    /** A number without a superfluous fraction: 120 rather than 120.0. */
    static BigDecimal plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static void write(JsonGenerator json, SymbolTrade print) {
        Trade trade = print.trade();
        json.writeStartObject();
        if (!trade.conditions().isEmpty()) {
            json.writeStartArray("c");
            trade.conditions().forEach(json::write);
            json.writeEnd();
        }
        json.write("p", plain(trade.price())).write("s", print.symbol().value()).write("t", trade.time());
        json.write("v", plain(trade.volume())).writeEnd();
    }

    /**
     * What a client requests. Immutable.
     *
     * @param subscribes true to begin, false to end
     */
    record Command(boolean subscribes, Symbol symbol) {
    }
}
