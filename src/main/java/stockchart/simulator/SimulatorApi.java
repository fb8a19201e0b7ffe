package stockchart.simulator;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/** The answers of Finnhub's REST paths that the product uses, in Finnhub's shapes. Immutable; any thread. */
final class SimulatorApi {
    private static final JsonBuilderFactory JSON = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final String US = "us";
    private static final String CANDLES = "/(stock|forex|crypto)/candle";
    /** Beyond the year 9999 there is nothing. */
    private static final String SECONDS = "[0-9]{1,12}";
    private static final int UNPROCESSABLE = 422;

    private final SimulatedFinnhub finnhub;
    private final Clock clock;

    SimulatorApi(SimulatedFinnhub finnhub, Clock clock) {
        this.finnhub = finnhub;
        this.clock = clock;
    }

    /** The answer to a GET with its query, for example {@code /quote?symbol=AAPL}. */
    Answer answer(String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] sides = pair.split("=", 2);
            parameters.put(sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return answer(parts[0], parameters::get);
    }

    /**
     * The answer to a GET.
     *
     * @param path without the version, for example {@code /quote}
     * @param parameter gives a query parameter, null when it is missing
     */
    Answer answer(String path, UnaryOperator<String> parameter) {
        if (path.matches(CANDLES)) {
            return candles(Instrument.Kind.valueOf(path.split("/")[1].toUpperCase(Locale.ROOT)), parameter);
        }
        return get(path, parameter).map(json -> new Answer(HttpServletResponse.SC_OK, json.toString()))
                .orElseGet(() -> Answer.error(HttpServletResponse.SC_NOT_FOUND, "The simulator has no such path"));
    }

    /** The answer of any path but those of candles; empty when there is no such path. */
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
     * Its figures are those of the trading day that began last, see {@link SimulatedCalendar}; the price moves on after the day. What
     * is not traded any more keeps those of its last day, up to the close.
     */
    private JsonStructure quote(Instrument instrument) {
        Optional<Long> stop = finnhub.stoppedAt(instrument);
        long now = stop.orElseGet(clock::millis);
        TradeStream stream = finnhub.stream(instrument.symbol()).orElseThrow();
        List<SimulatedCandle> days = finnhub.history().lastTwoDays(instrument, stream, now);
        Optional<Trade> last = stream.newest(now);
        if (last.isEmpty() || days.size() < 2) {
            return noQuote();
        }
        double current = last.get().price();
        double previous = days.get(1).close();
        double change = Math.rint((current - previous) * 1e8) / 1e8;
        double percent = Math.rint(change / previous * 1e6) / 1e4;
        return JSON.createObjectBuilder().add("c", SimulatorCodec.plain(current)).add("d", SimulatorCodec.plain(change))
                .add("dp", SimulatorCodec.plain(percent)).add("h", SimulatorCodec.plain(days.get(0).high()))
                .add("l", SimulatorCodec.plain(days.get(0).low())).add("o", SimulatorCodec.plain(days.get(0).open()))
                .add("pc", SimulatorCodec.plain(previous)).add("t", stop.orElse(last.get().time()) / 1_000).build();
    }

    private static JsonStructure noQuote() {
        return JSON.createObjectBuilder().add("c", 0).addNull("d").addNull("dp").add("h", 0).add("l", 0).add("o", 0)
                .add("pc", 0).add("t", 0).build();
    }

    /** What is not traded, or not of this kind, has no data, as at Finnhub. */
    private Answer candles(Instrument.Kind kind, UnaryOperator<String> parameter) {
        String symbol = text(parameter.apply("symbol"));
        String name = text(parameter.apply("resolution"));
        String from = text(parameter.apply("from"));
        String to = text(parameter.apply("to"));
        if (Stream.of(symbol, name, from, to).anyMatch(String::isEmpty)) {
            return Answer.error(UNPROCESSABLE, "Missing parameters");
        }
        Optional<SimulatedHistory.Resolution> resolution = SimulatedHistory.Resolution.of(name);
        if (resolution.isEmpty()) {
            return Answer.error(UNPROCESSABLE, "Wrong resolution");
        }
        if (!from.matches(SECONDS) || !to.matches(SECONDS)) {
            return Answer.error(UNPROCESSABLE, "Wrong time: from and to are seconds since 1970");
        }
        List<SimulatedCandle> candles = Optional.of(symbol).filter(Symbol::isWellFormed).map(Symbol::new)
                .flatMap(finnhub.instruments()::find).filter(instrument -> instrument.kind() == kind)
                .map(instrument -> candles(instrument, resolution.get(), Long.parseLong(from), Long.parseLong(to)))
                .orElse(List.of());
        return new Answer(HttpServletResponse.SC_OK, SimulatorCodec.candles(candles));
    }

    private List<SimulatedCandle> candles(Instrument instrument, SimulatedHistory.Resolution resolution, long from, long to) {
        return finnhub.history().candles(instrument, finnhub.stream(instrument.symbol()).orElseThrow(), resolution, from * 1_000,
                to * 1_000, finnhub.stoppedAt(instrument).orElseGet(clock::millis));
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

    /**
     * An answer of HTTP. Immutable.
     *
     * @param status of HTTP
     */
    record Answer(int status, String json) {
        static Answer error(int status, String why) {
            return new Answer(status, "{\"error\":\"" + why + "\"}");
        }
    }
}
