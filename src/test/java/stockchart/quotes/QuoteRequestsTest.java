package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.SharedFetches;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class QuoteRequestsTest {
    private static final Symbol AAPL = new Symbol("AAPL");

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final ScriptedPolling hub = new ScriptedPolling();
    private final List<String> fetched = new ArrayList<>();
    private final Quotes quotes = new Quotes(this::fetch, hub, new QuotePoller(hub, () -> 40, clock),
            millis -> LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC), clock, clock, executor, 10);
    private final QuoteRequests requests = new QuoteRequests(quotes, this::fetch, clock, executor);
    private Optional<Quote> quote = Optional.of(new Quote(10, 9, Optional.of(new Quote.DayFigures(9.5, 10.5, 9.25)), clock.millis() - 5_000));

    @Test
    void symbolThatNoClientWatchesIsFetchedAndKeptForSeconds() {
        assertEquals(quote, get());
        clock.advance(QuoteRequests.KEPT.minusMillis(1));
        get();
        assertEquals(List.of("DIALECT"), fetched);
        clock.advance(Duration.ofMillis(1));
        get();
        assertEquals(List.of("DIALECT", "DIALECT"), fetched);
    }

    @Test
    void missingQuoteIsKeptForAMinute() {
        quote = Optional.empty();
        assertEquals(Optional.empty(), get());
        clock.advance(QuoteRequests.NONE_KEPT.minusMillis(1));
        get();
        assertEquals(1, fetched.size());
    }

    @Test
    void watchedSymbolHasItsLastTradeAndTheFiguresOfTheDay() {
        hub.watched.add(AAPL);
        hub.last(AAPL, new Trade(11, clock.millis() - 1_000, 5));
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(Optional.of(new Quote(11, 9, Optional.of(new Quote.DayFigures(9.5, 11, 9.25)), clock.millis() - 1_000)), get());
        assertEquals(List.of("QUOTES"), fetched);
    }

    @Test
    void tradeThatIsOlderThanTheQuoteDoesNotReplaceIt() {
        hub.watched.add(AAPL);
        hub.last(AAPL, new Trade(11, clock.millis() - 6_000, 5));
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(quote, get());
        assertEquals(List.of("QUOTES", "DIALECT"), fetched);
    }

    private Optional<Quote> fetch(Symbol symbol, Purpose purpose) {
        fetched.add(purpose.name());
        return quote;
    }

    private Optional<Quote> get() {
        List<Optional<Quote>> answers = new ArrayList<>();
        requests.get(AAPL, new SharedFetches.Receiver<>() {
            @Override
            public void fetched(Optional<Quote> value) {
                answers.add(value);
            }

            @Override
            public void failed(IOException why) {
                throw new AssertionError(why);
            }
        });
        executor.runAll();
        return answers.get(0);
    }
}
