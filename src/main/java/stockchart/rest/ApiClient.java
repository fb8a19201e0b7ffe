package stockchart.rest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import stockchart.rest.RestClient.BudgetException;
import stockchart.rest.RestClient.Reader;
import stockchart.text.VisibleText;

/**
 * Sends requests to a REST API other than Finnhub's, at one address and within a budget of its own. Redirects are not followed, so no
 * other host is reached. Any thread that may block.
 */
public final class ApiClient {
    /** A longer {@code Retry-After} than this is not honoured. Binance's longest ban is as long. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(3);

    private final String base;
    private final RequestBudget budget;
    private final Limits limits;
    private final RestExchange exchange;

    /**
     * @param base the address that paths are relative to
     * @param secrets headers of each request by their names; their values are removed from messages
     * @param nanoTime the monotonic clock
     */
    public ApiClient(URI base, Map<String, String> secrets, Limits limits, LongSupplier nanoTime) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.limits = limits;
        this.budget = new RequestBudget(limits.perMinute, limits.perSecond, LONGEST_PAUSE, nanoTime);
        this.exchange = new RestExchange(secrets, text -> redact(text, secrets.values()));
    }

    /**
     * Makes a request and reads the answer; blocks meanwhile, at most until its deadline.
     *
     * @param path with the query, for example {@code /api/v3/klines?symbol=BTCUSDT}
     * @throws BudgetException if there are or were too many requests; the next ones fail likewise until its delay is over
     * @throws RestClient.StatusException if the answer is not "OK"
     * @throws RestClient.BadAnswerException if the reader does not take what came
     * @throws IOException if anything else failed, the deadline included; its message, like those of the others, is fit for a log
     */
    public <T> T get(String path, Reader<T> reader) throws IOException {
        Duration wait = budget.take(limits.perMinute);
        if (!wait.isZero()) {
            throw new BudgetException("The requests allowed are used up for " + (wait.toMillis() / 1_000 + 1) + " s", wait);
        }
        try {
            return exchange.get(URI.create(base + path), limits.deadline, limits.maxBytes, reader);
        } catch (BudgetException refusal) {
            throw new BudgetException(refusal.getMessage(), budget.refused(refusal.delay()));
        }
    }

    private static String redact(String text, Collection<String> secrets) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, "***");
        }
        return VisibleText.of(shown);
    }

    /**
     * How many requests may be made, and what an answer may take. Immutable.
     *
     * @param deadline of an exchange, from the request to the last byte of the answer
     * @param maxBytes how long an answer may be, uncompressed
     */
    public record Limits(int perMinute, int perSecond, Duration deadline, long maxBytes) {
        private static final Duration DEADLINE = Duration.ofSeconds(20);
        /** Ten thousand candles are 1.5 MB. */
        private static final long MAX_BYTES = 8_000_000;

        /** With answers of a few thousand candles. */
        public Limits(int perMinute, int perSecond) {
            this(perMinute, perSecond, DEADLINE, MAX_BYTES);
        }
    }
}
