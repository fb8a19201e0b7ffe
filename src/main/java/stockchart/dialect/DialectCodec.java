package stockchart.dialect;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.MarketHours;
import stockchart.quotes.MarketWatch;
import stockchart.quotes.Quote;
import stockchart.tape.Candle;

/** Answers as Finnhub writes them: keys in alphabetical order, no blanks, times in seconds. Pure functions. */
final class DialectCodec {
    private static final JsonBuilderFactory JSON = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final double CHANGE_SCALE = 1e8;
    private static final double PERCENT_SCALE = 1e4;

    private DialectCodec() {}

    /** A quote; if there is none, zeros, as Finnhub has them for a symbol it does not know. */
    static String quote(Optional<Quote> known) {
        if (known.isEmpty()) {
            return JSON.createObjectBuilder().add("c", 0).addNull("d").addNull("dp").add("h", 0).add("l", 0).add("o", 0).add("pc", 0)
                    .add("t", 0).build().toString();
        }
        Quote quote = known.get();
        double change = Math.rint((quote.current() - quote.previousClose()) * CHANGE_SCALE) / CHANGE_SCALE;
        boolean hasPercent = quote.previousClose() > 0;
        JsonObjectBuilder json = JSON.createObjectBuilder().add("c", plain(quote.current()));
        if (hasPercent) {
            double percent = Math.rint(change / quote.previousClose() * 100 * PERCENT_SCALE) / PERCENT_SCALE;
            json.add("d", plain(change)).add("dp", plain(percent));
        } else {
            json.addNull("d").addNull("dp");
        }
        return json.add("h", plain(quote.day().map(Quote.DayFigures::high).orElse(0.0)))
                .add("l", plain(quote.day().map(Quote.DayFigures::low).orElse(0.0)))
                .add("o", plain(quote.day().map(Quote.DayFigures::open).orElse(0.0)))
                .add("pc", plain(quote.previousClose())).add("t", quote.time() / 1_000).build().toString();
    }

    /** Candles: a column for each figure. */
    static String candles(List<Candle> candles) {
        if (candles.isEmpty()) {
            return "{\"s\":\"no_data\"}";
        }
        StringBuilder text = new StringBuilder(candles.size() * 64);
        column(text.append("{\"c\":"), candles, Candle::close);
        column(text.append(",\"h\":"), candles, Candle::high);
        column(text.append(",\"l\":"), candles, Candle::low);
        column(text.append(",\"o\":"), candles, Candle::open);
        column(text.append(",\"s\":\"ok\",\"t\":"), candles, candle -> candle.start() / 1_000);
        column(text.append(",\"v\":"), candles, Candle::volume);
        return text.append('}').toString();
    }

    private static void column(StringBuilder text, List<Candle> candles, ToDoubleFunction<Candle> figure) {
        char before = '[';
        for (Candle candle : candles) {
            text.append(before).append(plain(figure.applyAsDouble(candle)).toPlainString());
            before = ',';
        }
        text.append(']');
    }

    /** The result of a search. */
    static String found(List<CatalogEntry> entries) {
        JsonArrayBuilder rows = JSON.createArrayBuilder();
        entries.forEach(entry -> rows.add(JSON.createObjectBuilder().add("description", entry.description())
                .add("displaySymbol", entry.displaySymbol()).add("symbol", entry.symbol().value()).add("type", entry.type())));
        return JSON.createObjectBuilder().add("count", entries.size()).add("result", rows).build().toString();
    }

    /** Whether the US market trades now. */
    static String marketStatus(MarketWatch.View view) {
        JsonObjectBuilder status = JSON.createObjectBuilder().add("exchange", "US");
        view.holiday().ifPresentOrElse(name -> status.add("holiday", name), () -> status.addNull("holiday"));
        status.add("isOpen", view.session().filter(MarketHours.Session.Kind.REGULAR::equals).isPresent());
        view.session().ifPresentOrElse(kind -> status.add("session", kind.word()), () -> status.addNull("session"));
        return status.add("t", view.now() / 1_000).add("timezone", MarketHours.NEW_YORK.getId()).build().toString();
    }

    /** Finnhub's form of an error. */
    static String error(String why) {
        return JSON.createObjectBuilder().add("error", why).build().toString();
    }

    /** A number without a superfluous fraction or an exponent. */
    private static BigDecimal plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
