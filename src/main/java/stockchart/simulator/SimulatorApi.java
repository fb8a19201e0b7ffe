package stockchart.simulator;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/** The answers of Finnhub's REST paths that the product uses, in Finnhub's shapes. Immutable; any thread. */
final class SimulatorApi {
    private static final JsonBuilderFactory JSON = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final String US = "us";

    private final SimulatedFinnhub finnhub;
    private final Clock clock;

    SimulatorApi(SimulatedFinnhub finnhub, Clock clock) {
        this.finnhub = finnhub;
        this.clock = clock;
    }

    /** The answer to a GET with its query, for example {@code /quote?symbol=AAPL}; empty when there is no such path. */
    Optional<JsonStructure> get(String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] sides = pair.split("=", 2);
            parameters.put(sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return get(parts[0], parameters::get);
    }

    /**
     * The answer to a GET.
     *
     * @param path without the version, for example {@code /quote}
     * @param parameter gives a query parameter, null when it is missing
     * @return empty when there is no such path
     */
    Optional<JsonStructure> get(String path, UnaryOperator<String> parameter) {
        String exchange = text(parameter.apply("exchange")).toLowerCase(Locale.ROOT);
        return switch (path) {
            case "/stock/symbol" -> Optional.of(list(Instrument.Kind.STOCK, exchange.equals(US), SimulatorApi::stock));
            case "/forex/symbol" -> Optional.of(list(Instrument.Kind.FOREX, exchange.equals("oanda"), SimulatorApi::pair));
            case "/crypto/symbol" -> Optional.of(list(Instrument.Kind.CRYPTO, exchange.equals("binance"), SimulatorApi::pair));
            case "/quote" -> Optional.of(quote(text(parameter.apply("symbol"))));
            case "/stock/market-status" -> exchange.equals(US) ? Optional.of(marketStatus()) : Optional.empty();
            case "/stock/market-holiday" -> exchange.equals(US) ? Optional.of(marketHolidays()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private JsonStructure list(Instrument.Kind kind, boolean known, Function<Instrument, JsonObjectBuilder> row) {
        JsonArrayBuilder rows = JSON.createArrayBuilder();
        if (known) {
            finnhub.instruments().of(kind).forEach(instrument -> rows.add(row.apply(instrument)));
        }
        return rows.build();
    }

    private static JsonObjectBuilder stock(Instrument instrument) {
        return JSON.createObjectBuilder().add("currency", "USD").add("description", instrument.description())
                .add("displaySymbol", instrument.displaySymbol()).add("figi", "").addNull("isin").add("mic", instrument.mic())
                .add("shareClassFIGI", "").add("symbol", instrument.symbol().value()).add("symbol2", "")
                .add("type", instrument.type());
    }

    private static JsonObjectBuilder pair(Instrument instrument) {
        return JSON.createObjectBuilder().add("description", instrument.description())
                .add("displaySymbol", instrument.displaySymbol()).add("symbol", instrument.symbol().value());
    }

    private JsonStructure quote(String symbol) {
        return Optional.of(symbol).filter(Symbol::isWellFormed).map(Symbol::new).flatMap(finnhub.instruments()::find)
                .map(this::quote).orElseGet(SimulatorApi::noQuote);
    }

    /**
     * A day runs from midnight to midnight UTC; its figures are those of the trades that were sent. What is not traded any more
     * keeps those of its last day, up to the close.
     */
    private JsonStructure quote(Instrument instrument) {
        Optional<Long> stop = finnhub.stoppedAt(instrument);
        long now = stop.orElseGet(clock::millis);
        long midnight = Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        SimulatedDay day = new SimulatedDay(finnhub.stream(instrument.symbol()).orElseThrow(), midnight, now);
        Optional<Trade> last = day.last();
        Optional<Double> close = day.previousClose();
        if (last.isEmpty() || close.isEmpty()) {
            return noQuote();
        }
        double current = last.get().price();
        double previous = close.get();
        double open = day.open().orElse(current);
        double high = day.high(open);
        double low = day.low(open);
        double change = Math.rint((current - previous) * 1e8) / 1e8;
        double percent = Math.rint(change / previous * 1e6) / 1e4;
        return JSON.createObjectBuilder().add("c", SimulatorCodec.plain(current)).add("d", SimulatorCodec.plain(change))
                .add("dp", SimulatorCodec.plain(percent)).add("h", SimulatorCodec.plain(high))
                .add("l", SimulatorCodec.plain(low)).add("o", SimulatorCodec.plain(open))
                .add("pc", SimulatorCodec.plain(previous)).add("t", stop.orElse(last.get().time()) / 1_000).build();
    }

    private static JsonStructure noQuote() {
        return JSON.createObjectBuilder().add("c", 0).addNull("d").addNull("dp").add("h", 0).add("l", 0).add("o", 0)
                .add("pc", 0).add("t", 0).build();
    }

    private JsonStructure marketStatus() {
        long now = clock.millis();
        LocalDate today = MarketHours.date(now);
        MarketHours hours = new MarketHours(finnhub.market().holidays(today));
        Optional<MarketHours.Session.Kind> session = hours.session(now);
        JsonObjectBuilder status = JSON.createObjectBuilder().add("exchange", "US");
        hours.holiday(today).ifPresentOrElse(holiday -> status.add("holiday", holiday.name()), () -> status.addNull("holiday"));
        status.add("isOpen", session.filter(MarketHours.Session.Kind.REGULAR::equals).isPresent());
        session.ifPresentOrElse(kind -> status.add("session", kind.word()), () -> status.addNull("session"));
        return status.add("timezone", MarketHours.NEW_YORK.getId()).add("t", now / 1_000).build();
    }

    private JsonStructure marketHolidays() {
        JsonArrayBuilder rows = JSON.createArrayBuilder();
        finnhub.market().holidays(MarketHours.date(clock.millis())).forEach(holiday -> rows.add(JSON.createObjectBuilder()
                .add("eventName", holiday.name()).add("atDate", holiday.date().toString())
                .add("tradingHour", holiday.hours().map(hours -> hours.open() + "-" + hours.close()).orElse(""))));
        return JSON.createObjectBuilder().add("data", rows).add("exchange", "US")
                .add("timezone", MarketHours.NEW_YORK.getId()).build();
    }

    private static String text(String parameter) {
        return parameter == null ? "" : parameter;
    }
}
