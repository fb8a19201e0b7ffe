package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.quotes.Quotes.Answer.Known;
import stockchart.quotes.Quotes.Answer.Later;
import stockchart.quotes.Quotes.Answer.None;
import stockchart.rest.Refusals;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** The clock starts on a Monday at 10:00 in New York. */
class QuotesTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final int CAPACITY = 3;
    private static final Optional<Quote.DayFigures> DAY = Optional.of(new Quote.DayFigures(261.07, 263.31, 260.68));

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final ScriptedPolling hub = new ScriptedPolling();
    private final Map<Symbol, Quote> finnhub = new HashMap<>();
    private final List<Symbol> fetched = new ArrayList<>();
    private int pollsPerMinute = 60;
    private final Quotes quotes = new Quotes(this::fetch, hub, new QuotePoller(hub, () -> pollsPerMinute, clock),
            new MarketHours(List.of())::tradingDay, clock, clock, executor, CAPACITY);
    private LogWatch log;
    /** What Finnhub fails with; null while it answers. */
    private IOException trouble;
    /** What it fails with for one symbol only. */
    private final Map<Symbol, IOException> troubleOf = new HashMap<>();

    @BeforeEach
    void answer() {
        log = new LogWatch();
        hub.watched.addAll(List.of(AAPL, MSFT));
        finnhub.put(AAPL, new Quote(261.74, 259.45, DAY, clock.millis() - 1_000));
    }

    @AfterEach
    void noErrors() {
        log.close();
        log.verify();
    }

    @Test
    void firstRequestIsAnsweredWithARetryAndTheNextWithTheQuote() {
        assertEquals(1, later(AAPL).seconds());
        assertTrue(later(AAPL).underWay());
        assertEquals(List.of(), fetched);
        executor.runAll();
        assertEquals(new Known(AAPL, 259.45, DAY, clock.millis() - 1_000), quotes.request(AAPL));
    }

    @Test
    void manyClientsCostOneRequest() {
        for (int i = 0; i < 100; i++) {
            quotes.request(AAPL);
        }
        executor.runAll();
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(List.of(AAPL), fetched);
    }

    @Test
    void requestedWhileItIsFetchedItIsNotFetchedTwice() {
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 0));
        quotes.request(AAPL);
        quotes.request(MSFT);
        executor.runAll();
        assertEquals(List.of(AAPL, MSFT), fetched);
    }

    @Test
    void symbolThatIsNotCarriedIsNotFetched() {
        assertTrue(assertInstanceOf(None.class, quotes.request(new Symbol("NOBODYS"))).why().contains("NOBODYS"));
        executor.runAll();
        assertEquals(List.of(), fetched);
    }

    @Test
    void symbolThatIsGivenUpWhileItWaitsIsNotFetched() {
        quotes.request(AAPL);
        hub.watched.remove(AAPL);
        executor.runAll();
        assertEquals(List.of(), fetched);
    }

    @Test
    void newTradingDayNeedsANewQuote() {
        known(AAPL);
        clock.advance(Duration.ofHours(10));
        finnhub.put(AAPL, new Quote(1, 260.5, DAY, clock.millis()));
        assertEquals(259.45, known(AAPL).previousClose());
        clock.advance(Duration.ofHours(8).minusMillis(1));
        quotes.request(AAPL);
        executor.runAll();
        int before = fetched.size();
        clock.advance(Duration.ofMillis(1));
        later(AAPL);
        executor.runAll();
        assertEquals(before + 1, fetched.size());
    }

    @Test
    void figuresOfTheDayAreFetchedAgainAfterMinutesAndTheCloseIsAnsweredMeanwhile() {
        assertEquals(DAY, known(AAPL).day());
        clock.advance(QuoteCache.DAY_KEPT.minusMillis(1));
        assertEquals(DAY, assertInstanceOf(Known.class, quotes.request(AAPL)).day());
        executor.runAll();
        assertEquals(1, fetched.size());
        clock.advance(Duration.ofMillis(1));
        Optional<Quote.DayFigures> newer = Quote.DayFigures.of(261.07, 264, 260.68);
        finnhub.put(AAPL, new Quote(264, 259.45, newer, clock.millis()));
        Known meanwhile = assertInstanceOf(Known.class, quotes.request(AAPL));
        assertEquals(List.of(259.45, Optional.empty()), List.of(meanwhile.previousClose(), meanwhile.day()));
        executor.runAll();
        assertEquals(newer, assertInstanceOf(Known.class, quotes.request(AAPL)).day());
        assertEquals(2, fetched.size());
    }

    @Test
    void failureTakesNoCloseBack() {
        known(AAPL);
        clock.advance(QuoteCache.DAY_KEPT);
        trouble = new IOException("HTTP 502");
        assertEquals(259.45, known(AAPL).previousClose());
        clock.advance(Quotes.PAUSE);
        assertEquals(Optional.empty(), known(AAPL).day());
        assertEquals(2, fetched.size());
        trouble = null;
        clock.advance(QuoteCache.FAILURE_KEPT);
        assertEquals(DAY, known(AAPL).day());
    }

    @Test
    void quoteOfTheDayBeforeGivesItsLastPrice() {
        hub.watched.addAll(List.of(AAPL, MSFT));
        finnhub.put(AAPL, new Quote(261.74, 259.45, DAY, Instant.parse("2026-01-02T21:00:00Z").toEpochMilli()));
        assertEquals(261.74, known(AAPL).previousClose());
        assertEquals(Optional.empty(), known(AAPL).day());
    }

    @Test
    void onAWeekendTheDayIsStillFriday() {
        clock.advance(Duration.ofDays(5));
        hub.watched.addAll(List.of(AAPL, MSFT));
        finnhub.put(AAPL, new Quote(261.74, 259.45, DAY, Instant.parse("2026-01-09T21:00:00Z").toEpochMilli()));
        assertEquals(259.45, known(AAPL).previousClose());
    }

    @Test
    void symbolWithoutAQuoteIsRequestedLessAndLessOften() {
        finnhub.remove(AAPL);
        Duration wait = QuoteCache.FAILURE_KEPT;
        for (int times = 1; times < 12; times++) {
            later(AAPL);
            executor.runAll();
            assertEquals(times, fetched.size());
            clock.advance(wait.minusMillis(1));
            assertTrue(assertInstanceOf(None.class, quotes.request(AAPL)).why().contains("no quote"));
            clock.advance(Duration.ofMillis(1));
            wait = wait.multipliedBy(2).compareTo(QuoteCache.NO_QUOTE_KEPT) < 0 ? wait.multipliedBy(2) : QuoteCache.NO_QUOTE_KEPT;
        }
        assertEquals(QuoteCache.NO_QUOTE_KEPT, wait);
    }

    @Test
    void priceWithoutACloseIsRequestedAgainSoon() {
        hub.watched.addAll(List.of(AAPL, MSFT));
        finnhub.put(AAPL, new Quote(261.74, 0, DAY, clock.millis()));
        later(AAPL);
        executor.runAll();
        assertTrue(later(AAPL).why().contains("no previous close"));
        hub.watched.addAll(List.of(AAPL, MSFT));
        finnhub.put(AAPL, new Quote(261.74, 259.45, DAY, clock.millis()));
        clock.advance(QuoteCache.FAILURE_KEPT);
        assertEquals(259.45, known(AAPL).previousClose());
    }

    @Test
    void answerThatIsNoQuoteIsASeparateFailure() {
        trouble = new RestClient.BadAnswerException("an error instead of a quote");
        later(AAPL);
        executor.runAll();
        assertEquals("Finnhub's answer is no quote", later(AAPL).why());
        trouble = null;
        clock.advance(QuoteCache.FAILURE_KEPT);
        assertEquals(259.45, known(AAPL).previousClose());
    }

    @Test
    void answerThatIsNoQuoteHoldsUpNoOtherSymbol() {
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 0));
        troubleOf.put(AAPL, new RestClient.BadAnswerException("an error instead of a quote: \"You don't have access\""));
        quotes.request(AAPL);
        quotes.request(MSFT);
        executor.runAll();
        assertEquals(2, assertInstanceOf(Known.class, quotes.request(MSFT)).previousClose());
        assertEquals("Finnhub's answer is no quote", later(AAPL).why());
        assertEquals(1, log.count("You don't have access"));
        assertEquals(0, log.count("cannot be fetched"));
    }

    @Test
    void answerThatIsNoQuoteIsRequestedLessAndLessOften() {
        troubleOf.put(AAPL, new RestClient.BadAnswerException("an error instead of a quote"));
        quotes.request(AAPL);
        executor.runAll();
        clock.advance(QuoteCache.FAILURE_KEPT);
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(List.of(AAPL, AAPL), fetched);
        clock.advance(QuoteCache.FAILURE_KEPT.multipliedBy(2).minusMillis(1));
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(2, fetched.size());
        clock.advance(Duration.ofMillis(1));
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(3, fetched.size());
    }

    @Test
    void failureHoldsUpItsSymbolAndForAMomentTheOthers() {
        trouble = new IOException("HTTP 502");
        quotes.request(AAPL);
        quotes.request(MSFT);
        executor.runAll();
        assertEquals(List.of(AAPL), fetched);
        assertEquals("Finnhub does not answer", later(AAPL).why());
        assertEquals("Finnhub does not answer", later(MSFT).why());
        trouble = null;
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 0));
        clock.advance(Quotes.PAUSE);
        tick();
        assertEquals(List.of(AAPL, MSFT), fetched);
        assertInstanceOf(Later.class, quotes.request(AAPL));
        clock.advance(QuoteCache.FAILURE_KEPT);
        assertEquals(259.45, known(AAPL).previousClose());
    }

    @Test
    void refusedRequestKeepsItsPlaceUntilThereAreMore() {
        trouble = Refusals.tooMany(Duration.ofSeconds(40));
        quotes.request(AAPL);
        executor.runAll();
        assertEquals(41, later(AAPL).seconds());
        trouble = null;
        clock.advance(Duration.ofSeconds(39));
        tick();
        assertEquals(1, fetched.size());
        clock.advance(Duration.ofSeconds(1));
        tick();
        assertEquals(259.45, known(AAPL).previousClose());
    }

    @Test
    void queueIsBounded() {
        for (int i = 0; i <= CAPACITY; i++) {
            hub.watched.add(new Symbol("S" + i));
        }
        for (int i = 0; i < CAPACITY; i++) {
            assertEquals(1, later(new Symbol("S" + i)).seconds());
        }
        assertEquals(new Later("Too many quotes are being fetched", later(new Symbol("S" + CAPACITY)).seconds(), false),
                later(new Symbol("S" + CAPACITY)));
        assertEquals(1, later(new Symbol("S0")).seconds());
    }

    @Test
    void onlyTheLastRequestedAreRemembered() {
        known(AAPL);
        for (int i = 0; i < CAPACITY; i++) {
            Symbol symbol = new Symbol("S" + i);
            hub.watched.add(symbol);
            finnhub.put(symbol, new Quote(1, 2, Optional.empty(), 0));
            known(symbol);
        }
        later(AAPL);
        known(new Symbol("S" + (CAPACITY - 1)));
    }

    @Test
    void withoutAThreadTheQuoteComesLater() {
        executor.rejecting = true;
        later(AAPL);
        executor.rejecting = false;
        tick();
        assertEquals(259.45, known(AAPL).previousClose());
    }

    private void tick() {
        quotes.tick();
        executor.runAll();
    }

    private Later later(Symbol symbol) {
        return assertInstanceOf(Later.class, quotes.request(symbol));
    }

    private Known known(Symbol symbol) {
        quotes.request(symbol);
        executor.runAll();
        return assertInstanceOf(Known.class, quotes.request(symbol));
    }

    @Test
    void everyQuoteIsAPriceToo() {
        known(AAPL);
        assertEquals(Map.of(AAPL, List.of("261.74@" + (clock.millis() - 1_000))), hub.quoted);
    }

    @Test
    void waitingSymbolIsPolledAndReportedOnceItsQuoteIsKnown() {
        hub.chart(AAPL);
        tick();
        assertEquals(List.of(AAPL), fetched);
        assertEquals(Map.of(), hub.intervals, "it is not known yet whether there is a quote");
        tick();
        assertEquals(Map.of(AAPL, 5_000L), hub.intervals);
        assertEquals(List.of(AAPL), fetched);
        clock.advance(Duration.ofSeconds(5));
        tick();
        assertEquals(List.of(AAPL, AAPL), fetched);
        assertInstanceOf(Known.class, quotes.request(AAPL), "one cache for all callers");
    }

    @Test
    void symbolWithoutAQuoteIsNotPolledAndTriedLessAndLessOften() {
        hub.chart(MSFT);
        for (int i = 0; i < 300; i++) {
            tick();
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(Map.of(), hub.intervals);
        assertEquals(4, fetched.size(), "at 0, 30, 90 and 210 s");
    }

    @Test
    void symbolWhoseQuoteIsOfAnImpossibleTimeIsNotPolled() {
        finnhub.put(AAPL, new Quote(261.74, 259.45, DAY, clock.millis() + Duration.ofDays(1).toMillis()));
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 1_000_000));
        hub.chart(AAPL);
        hub.chart(MSFT);
        for (int i = 0; i < 20; i++) {
            tick();
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(Map.of(), hub.intervals);
        assertEquals(Map.of(), hub.quoted);
        assertEquals(List.of(AAPL, MSFT), fetched);
    }

    @Test
    void longPauseIsReportedUntilTheNextQuoteIsNear() {
        hub.chart(AAPL);
        tick();
        clock.advance(Duration.ofSeconds(5));
        trouble = new RestClient.BudgetException("HTTP 429", Duration.ofMinutes(1));
        tick();
        trouble = null;
        tick();
        assertEquals(Map.of(), hub.intervals, "no quote comes for a minute");
        clock.advance(Duration.ofSeconds(54));
        tick();
        assertEquals(Map.of(), hub.intervals);
        clock.advance(Duration.ofSeconds(1));
        tick();
        assertEquals(Map.of(AAPL, 5_000L), hub.intervals);
        clock.advance(Duration.ofSeconds(5));
        tick();
        assertEquals(3, fetched.size());
    }

    @Test
    void shortPauseIsNotReported() {
        hub.chart(AAPL);
        tick();
        clock.advance(Duration.ofSeconds(5));
        trouble = new RestClient.BudgetException("used up", Duration.ofSeconds(20));
        tick();
        trouble = null;
        tick();
        assertEquals(Map.of(AAPL, 5_000L), hub.intervals);
    }

    @Test
    void silentSymbolIsOnlyCompared() {
        hub.check(AAPL);
        tick();
        tick();
        assertEquals(List.of(AAPL), fetched);
        assertEquals(Map.of(), hub.intervals);
        assertEquals(1, hub.quoted.get(AAPL).size());
    }

    @Test
    void requestsGoBeforePolling() {
        hub.chart(AAPL);
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 0));
        quotes.request(MSFT);
        tick();
        assertEquals(List.of(MSFT, AAPL), fetched);
    }

    @Test
    void pausedPollingDelaysNoRequest() {
        hub.chart(AAPL);
        trouble = new RestClient.BudgetException("used up", Duration.ofSeconds(30));
        tick();
        trouble = null;
        finnhub.put(MSFT, new Quote(1, 2, Optional.empty(), 0));
        assertTrue(later(MSFT).underWay());
        executor.runAll();
        assertEquals(2, assertInstanceOf(Known.class, quotes.request(MSFT)).previousClose());
        assertEquals(List.of(AAPL, MSFT), fetched);
        clock.advance(Duration.ofSeconds(30));
        tick();
        assertEquals(List.of(AAPL, MSFT, AAPL), fetched);
    }

    private Optional<Quote> fetch(Symbol symbol, Purpose purpose) throws IOException {
        fetched.add(symbol);
        if (purpose == Purpose.QUOTES) {
            quotes.request(symbol);
        }
        if (trouble != null) {
            throw trouble;
        }
        if (troubleOf.containsKey(symbol)) {
            throw troubleOf.get(symbol);
        }
        return Optional.ofNullable(finnhub.get(symbol));
    }
}
