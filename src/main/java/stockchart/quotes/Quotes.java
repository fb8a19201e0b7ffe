package stockchart.quotes;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import stockchart.hub.Polling;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.quotes.Quotes.Answer.Known;
import stockchart.quotes.Quotes.Answer.Later;
import stockchart.quotes.Quotes.Answer.None;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;

/**
 * The previous close of each carried symbol, which holds for a trading day, and that day's figures so far, which hold for minutes.
 * Both are fetched on request: the caller gets what is known at once, and the rest is fetched meanwhile, one symbol after the
 * other. When no client requests one, quotes are polled for the symbols that the feed sends no trades of; every quote that comes
 * is handed to the hub as a price as well.
 *
 * <p>A symbol is fetched only while a client watches it, so that clients cannot use up the request budget by requesting everything.
 * The queue of symbols to fetch is bounded: when it is full, the answer is a retry time.
 *
 * <p>Any thread. Writes are <b>guarded</b> by one private lock, which is not held while fetching.
 */
public final class Quotes {
    /** After a failure of the key or the service no symbol is fetched for this long. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Quotes.class.getName());
    private static final String FETCHING = "The quote is being fetched";
    private static final int BUSY_SECONDS = 5;

    private final RateLimitedLog badAnswers = new RateLimitedLog(LOG, Level.WARNING);
    private final Source source;
    private final Predicate<Symbol> isWatched;
    private final Polling hub;
    private final QuotePoller poller;
    private final LongFunction<LocalDate> tradingDay;
    private final Clock clock;
    private final Clock steady;
    private final SerialExecutor requests;
    /** Requests that the next symbol be fetched. */
    private final Runnable fetching;
    private final Object lock = new Object();
    /** Guarded by the lock. */
    private final QuoteCache known;
    /** Guarded by the lock. The symbol being fetched stays the first, so that it is not fetched twice. */
    private final Set<Symbol> waiting = new LinkedHashSet<>();
    private final int capacity;
    /** Guarded by the lock. Nothing is fetched before this time, for the reason in the next field. */
    private long pausedUntil;
    private String pauseReason = FETCHING;
    /** Confined to the fetching. */
    private boolean failing;

    /**
     * @param hub takes the quotes as prices
     * @param poller chooses what to fetch when no client requests a quote
     * @param tradingDay the trading day at a time in milliseconds
     * @param clock the time of day, for the trading day
     * @param steady a clock that does not jump, for waits and ages
     * @param capacity how many symbols are remembered, and how many may wait to be fetched
     */
    Quotes(Source source, Polling hub, QuotePoller poller, LongFunction<LocalDate> tradingDay, Clock clock, Clock steady,
            Executor executor, int capacity) {
        this.source = source;
        this.hub = hub;
        this.isWatched = hub::isWatched;
        this.poller = poller;
        this.tradingDay = tradingDay;
        this.clock = clock;
        this.steady = steady;
        this.capacity = capacity;
        this.known = new QuoteCache(capacity);
        this.requests = new SerialExecutor(executor);
        this.fetching = requests.coalescing(this::fetchAll);
    }

    /** What is known of a symbol; the rest will be fetched. */
    public Answer request(Symbol symbol) {
        if (!isWatched.test(symbol)) {
            return new None("No client watches " + Symbol.quoted(symbol.value()) + " now; subscribe to it first");
        }
        long now = steady.millis();
        LocalDate day = tradingDay.apply(clock.millis());
        Answer answer;
        synchronized (lock) {
            Optional<QuoteCache.Entry> entry = known.get(symbol, now, day);
            if (entry.isPresent() && entry.get().isFresh(now)) {
                return entry.get().answer();
            }
            answer = entry.map(QuoteCache.Entry::later).orElseGet(() -> later(symbol, now));
            if (waiting.contains(symbol) || waiting.size() < capacity) {
                waiting.add(symbol);
            }
            if (pausedUntil > now) {
                return answer;
            }
        }
        fetching.run();
        return answer;
    }

    /**
     * The quote of a symbol that a client watches, by its last trade and what is known of the day; empty if either is missing or not
     * recent. What is not recent is fetched meanwhile.
     */
    Optional<Quote> present(Symbol symbol) {
        if (!(request(symbol) instanceof Known known) || known.day().isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = tradingDay.apply(clock.millis());
        return hub.lastTrade(symbol)
                .filter(trade -> trade.time() >= known.time() && trade.isPlausible(clock.millis()))
                .filter(trade -> tradingDay.apply(trade.time()).equals(day))
                .map(trade -> new Quote(trade.price(), known.previousClose(), known.day().map(one -> one.with(trade.price())),
                        trade.time()));
    }

    /** Why there is no answer yet. Called with the lock held. */
    private Later later(Symbol symbol, long now) {
        if (!waiting.contains(symbol) && waiting.size() >= capacity) {
            return new Later("Too many quotes are being fetched", BUSY_SECONDS, false);
        }
        return pausedUntil > now ? later(pauseReason, pausedUntil - now) : new Later(FETCHING, 1, true);
    }

    /** The periodic step: continues fetching that had to wait. */
    void tick() {
        boolean due;
        synchronized (lock) {
            due = !waiting.isEmpty() && pausedUntil <= steady.millis();
        }
        poller.plan();
        if (due || poller.due().isPresent()) {
            fetching.run();
        }
        requests.resume();
    }

    private void fetchAll() {
        boolean isMore = true;
        while (isMore) {
            Optional<Symbol> requested = next();
            Optional<Symbol> polled = requested.isEmpty() ? nextPoll() : Optional.empty();
            requested.ifPresent(symbol -> fetch(symbol, Purpose.QUOTES));
            polled.ifPresent(symbol -> fetch(symbol, Purpose.POLLING));
            isMore = requested.isPresent() || polled.isPresent();
        }
    }

    private Optional<Symbol> nextPoll() {
        synchronized (lock) {
            if (pausedUntil > steady.millis()) {
                return Optional.empty();
            }
        }
        return poller.due();
    }

    /** The symbol that has waited longest; symbols that no client watches any more are dropped. */
    private Optional<Symbol> next() {
        synchronized (lock) {
            waiting.removeIf(isWatched.negate());
            Iterator<Symbol> first = waiting.iterator();
            return pausedUntil <= steady.millis() && first.hasNext() ? Optional.of(first.next()) : Optional.empty();
        }
    }

    private void fetch(Symbol symbol, Purpose purpose) {
        try {
            Optional<Quote> quote = source.fetch(symbol, purpose);
            boolean isPrice = quote.filter(this::isPrice).isPresent();
            poller.answered(symbol, isPrice);
            if (isPrice) {
                hub.quoteReceived(symbol, quote.get().current(), quote.get().time());
            }
            LocalDate day = tradingDay.apply(clock.millis());
            Optional<Known> answer = quote.map(one -> known(symbol, one, day)).filter(one -> one.previousClose() != 0);
            if (answer.isPresent()) {
                keep(symbol, answer.get(), day);
            } else {
                keepMissing(symbol, quote.isPresent(), day);
            }
            report(false, "");
        } catch (RestClient.BudgetException usedUp) {
            // The symbol keeps its place.
            if (purpose == Purpose.POLLING) {
                poller.pause(usedUp.delay().toMillis());
            } else {
                pause("The requests Finnhub allows are used up", usedUp.delay());
            }
        } catch (RestClient.BadAnswerException bad) {
            poller.answered(symbol, false);
            failAlone(symbol, bad.getMessage());
        } catch (RestClient.StatusException status) {
            poller.answered(symbol, false);
            fail(symbol, "Finnhub answers with " + status.getMessage(), status.getMessage());
        } catch (IOException | RuntimeException | Error failure) {
            poller.answered(symbol, false);
            fail(symbol, "Finnhub does not answer", String.valueOf(failure.getMessage()));
        }
    }

    /** Whether the hub can show it; one without a price, or with an impossible time, is polled as seldom as none at all. */
    private boolean isPrice(Quote quote) {
        return quote.current() != 0 && quote.time() > 0
                && new Trade(quote.current(), quote.time(), 0).isPlausible(clock.millis());
    }

    /**
     * Does not concern the key or the service: the others are still fetched. It may be permanent, so it is retried less and less
     * often.
     */
    private void failAlone(Symbol symbol, String cause) {
        LocalDate day = tradingDay.apply(clock.millis());
        synchronized (lock) {
            waiting.remove(symbol);
            known.keepMissing(symbol, wait -> later("Finnhub's answer is no quote", wait.toMillis()), steady.millis(), day);
        }
        badAnswers.log(() -> "Finnhub's answer for " + Symbol.quoted(symbol.value()) + " is no quote: " + cause);
    }

    /** For failures of the key or the service, which affect every symbol. */
    private void fail(Symbol symbol, String why, String cause) {
        LocalDate day = tradingDay.apply(clock.millis());
        synchronized (lock) {
            waiting.remove(symbol);
            known.keepFailure(symbol, wait -> later(why, wait.toMillis()), steady.millis(), day);
        }
        pause(why, PAUSE);
        report(true, cause);
    }

    /**
     * Before the first trade of a day Finnhub's quote is still the previous day's: then its last price is the close before the
     * present day, and its previous close is one day older, as are its figures of the day.
     */
    private Known known(Symbol symbol, Quote quote, LocalDate day) {
        boolean older = quote.current() != 0 && quote.time() > 0 && tradingDay.apply(quote.time()).isBefore(day);
        return older ? new Known(symbol, quote.current(), Optional.empty(), quote.time())
                : new Known(symbol, quote.previousClose(), quote.day(), quote.time());
    }

    private void keep(Symbol symbol, Known answer, LocalDate day) {
        synchronized (lock) {
            waiting.remove(symbol);
            known.keep(answer, steady.millis(), day);
        }
    }

    /**
     * Finnhub reports zeros for a symbol it does not know, and on a bad day for one it knows. A price without a close belongs to a
     * known symbol.
     */
    private void keepMissing(Symbol symbol, boolean hasPrice, LocalDate day) {
        String name = Symbol.quoted(symbol.value());
        synchronized (lock) {
            waiting.remove(symbol);
            known.keepMissing(symbol, wait -> hasPrice
                    ? later("Finnhub knows no previous close of " + name + " yet", wait.toMillis())
                    : new None("Finnhub has no quote for " + name), steady.millis(), day);
        }
    }

    private void pause(String why, Duration time) {
        synchronized (lock) {
            pausedUntil = steady.millis() + time.toMillis();
            pauseReason = why;
        }
    }

    private static Later later(String why, long millis) {
        return new Later(why, (int) (millis / 1_000 + 1), false);
    }

    /** Logs once that quotes fail, and once that they are back. */
    private void report(boolean fails, String why) {
        if (fails != failing) {
            failing = fails;
            LOG.log(fails ? Level.WARNING : Level.INFO, fails ? "Quotes cannot be fetched: " + why : "Quotes are fetched again");
        }
    }

    /** The source of quotes. */
    @FunctionalInterface
    interface Source {
        /**
         * Fetches a quote; blocks until it is there.
         *
         * @param purpose decides how much of the budget is left to others
         * @return empty if there is none for this symbol
         * @throws RestClient.BudgetException if there were too many requests
         * @throws RestClient.BadAnswerException if what came for this symbol is no quote; does not concern other symbols
         * @throws IOException with a message fit for a log
         * @throws IllegalStateException if the source's address is not known yet
         */
        Optional<Quote> fetch(Symbol symbol, Purpose purpose) throws IOException;
    }

    /** What is known at once of a symbol's previous close and its day. Immutable. */
    public sealed interface Answer {
        /**
         * It is known.
         *
         * @param previousClose the close before the present trading day
         * @param day the figures of the present trading day up to {@code time}; empty where there are none, or none so recent
         * @param time of the last price when the quote was fetched, in milliseconds since 1970-01-01 UTC
         */
        record Known(Symbol symbol, double previousClose, Optional<Quote.DayFigures> day, long time) implements Answer {
            /** The same without the figures of the day. */
            Known withoutDay() {
                return new Known(symbol, previousClose, Optional.empty(), time);
            }
        }

        /**
         * There is none.
         *
         * @param why for a person
         */
        record None(String why) implements Answer {}

        /**
         * It is not known yet.
         *
         * @param why for a person
         * @param seconds after how long to retry, 1 or more
         * @param underWay whether it is being fetched; otherwise fetching has to wait
         */
        record Later(String why, int seconds, boolean underWay) implements Answer {}
    }
}
