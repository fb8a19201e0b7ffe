package stockchart.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/** Sends requests to Finnhub's REST API, or to the simulator's, within one budget. Any thread that may block. */
public final class RestClient {
    /** What a free key allows. */
    private static final int FREE_PER_MINUTE = 60;

    private final FinnhubAccess access;
    private final RestBudget budget;
    private final RestExchange exchange;
    private final RestCounters counters;
    /** Answers in place of a server, see {@link #answeredBy}; null if none does. Set before the first request. */
    private Function<String, Optional<String>> inProcess;

    /** @param nanoTime the monotonic clock */
    public RestClient(FinnhubAccess access, int perMinute, LongSupplier nanoTime) {
        this.access = access;
        this.budget = new RestBudget(perMinute, nanoTime);
        this.counters = new RestCounters(budget::remaining);
        this.exchange = new RestExchange(Map.of("X-Finnhub-Token", access.tokenForRequest()), access::redact);
    }

    /** Lets another part of this process answer: returns the JSON for a path with its query, empty if there is no such path. */
    void answeredBy(Function<String, Optional<String>> answers) {
        inProcess = answers;
    }

    /**
     * Several servers use one key.
     *
     * @param share returns this server's share of the requests, above 0 to 1; it must return at once
     */
    public void shareBy(DoubleSupplier share) {
        budget.shareBy(share);
    }

    /** How many quotes a minute can be polled beside what else is requested; fewer for some minutes after a 429. */
    public int pollsPerMinute() {
        return budget.pollsPerMinute();
    }

    /** The counters of this client. */
    public RestCounters counters() {
        return counters;
    }

    /** Reads an answer while it arrives. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @throws IOException if it is not what it should be */
        T read(InputStream body) throws IOException;
    }

    /**
     * How many requests may be made in a minute.
     *
     * @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong
     */
    public static int requestsPerMinute(Settings settings) {
        return settings.number("FINNHUB_REST_PER_MINUTE", FREE_PER_MINUTE, 1, 100_000);
    }

    /**
     * Makes a request and reads the answer; blocks meanwhile.
     *
     * @throws BudgetException if there are or were too many requests
     * @throws StatusException if the answer is not "OK"
     * @throws BadAnswerException if the reader does not take what came
     * @throws IOException if anything else failed, the deadline included; its message, like those of the others, is fit for a log
     */
    public <T> T get(RestCall call, Reader<T> reader) throws IOException {
        URI address = URI.create(access.restAddress() + call.path());
        Duration wait = budget.take(call.purpose());
        if (!wait.isZero()) {
            counters.heldBack.increment();
            throw new BudgetException("The requests allowed are used up for " + (wait.toMillis() / 1_000 + 1) + " s", wait);
        }
        counters.requests.get(call.purpose()).increment();
        if (inProcess != null) {
            String json = inProcess.apply(call.path()).orElseThrow(() -> new StatusException(HttpURLConnection.HTTP_NOT_FOUND, ""));
            return reader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return exchange.get(address, call.deadline(), call.maxBytes(), reader);
        } catch (BudgetException refusal) {
            budget.refused(refusal.delay());
            counters.refused.increment();
            throw refusal;
        }
    }

    /** The answer has another status than 200. */
    public static final class StatusException extends IOException {
        private static final long serialVersionUID = 1;

        /** As much of an answer as says what is wrong. */
        static final int BODY = 2_000;

        private final int status;
        private final String body;

        StatusException(int status, String body) {
            super("HTTP " + status);
            this.status = status;
            this.body = body;
        }

        /** The number of the status. */
        public int status() {
            return status;
        }

        /** The beginning of the answer, which may be anything: not for a log. */
        public String body() {
            return body;
        }

        /** Returns whether the key is not accepted, or does not allow this. */
        public boolean isRefusal() {
            return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
        }

        /** Says whether the key does not allow this. */
        public boolean isForbidden() {
            return status == HttpURLConnection.HTTP_FORBIDDEN;
        }

        /**
         * Returns whether this request is refused permanently, for every caller and at any time: it is malformed, or not part of
         * the plan.
         */
        public boolean isFinal() {
            return status >= 400 && status < 500 && status != 401 && status != 408;
        }
    }

    /** A request was not made, or was refused, because there were too many. */
    public static final class BudgetException extends IOException {
        private static final long serialVersionUID = 1;

        private final Duration wait;

        /** @param wait after how long to retry */
        public BudgetException(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        /** After how long to retry. */
        public Duration delay() {
            return wait;
        }
    }

    /** The answer's status is 200, but it is not what was requested. Thrown by the reader of an answer. */
    public static final class BadAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        /** @param message what was received instead, fit for a log */
        public BadAnswerException(String message) {
            super(message);
        }
    }

    /** Counters of the requests to Finnhub's REST API since the application started, and the remaining budget. Any thread. */
    public static final class RestCounters {
        final Map<Purpose, LongAdder> requests = new EnumMap<>(Purpose.class);
        final LongAdder heldBack = new LongAdder();
        final LongAdder refused = new LongAdder();
        private final IntSupplier remaining;

        RestCounters(IntSupplier remaining) {
            this.remaining = remaining;
            for (Purpose purpose : Purpose.values()) {
                requests.put(purpose, new LongAdder());
            }
        }

        /** Requests made, for all purposes. */
        public long requests() {
            return requests.values().stream().mapToLong(LongAdder::sum).sum();
        }

        /** Requests made for a purpose. */
        public long requests(Purpose purpose) {
            return requests.get(purpose).sum();
        }

        /** Requests not made, because the budget was used up. */
        public long heldBack() {
            return heldBack.sum();
        }

        /** Requests that Finnhub refused with 429. */
        public long refused() {
            return refused.sum();
        }

        /** How many are left of this minute's; none during the wait after a refusal. */
        public int remaining() {
            return remaining.getAsInt();
        }
    }

    /** What a request is for. The later ones leave a part of the budget to the earlier ones. */
    public enum Purpose {
        /** Lists of symbols. */
        LISTS,
        /** The market's hours. */
        MARKET,
        /** A quote that a client has requested. */
        QUOTES,
        /** A quote in place of the trades that the feed does not send for a symbol. */
        POLLING,
        /** What programs request in Finnhub's own REST dialect: candles, and quotes of symbols that no client watches. */
        DIALECT,
        /** Candles that were not recorded here. */
        HISTORY;

        /** The word used in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A request to one of Finnhub's paths. Immutable.
     *
     * @param path with the query, for example {@code /quote?symbol=AAPL}
     * @param deadline how long the whole exchange may take, from the request to the last byte of the answer
     * @param maxBytes how long the answer may be, uncompressed
     */
    public record RestCall(String path, Duration deadline, long maxBytes, Purpose purpose) {
        /**
         * 5 MB, the compressed size of all US stocks, over a slow connection; no client waits for a list, and the next attempt may
         * do better.
         */
        private static final Duration LIST_DEADLINE = Duration.ofSeconds(120);
        private static final Duration DEADLINE = Duration.ofSeconds(10);
        /** All US stocks are several MB. */
        private static final long LIST_BYTES = 100_000_000;
        private static final long BYTES = 1_000_000;

        /** A long list. */
        public static RestCall list(String path, String parameter, String value) {
            return new RestCall(with(path, parameter, value), LIST_DEADLINE, LIST_BYTES, Purpose.LISTS);
        }

        /** A short answer on which much depends. */
        public static RestCall common(String path, String parameter, String value) {
            return new RestCall(with(path, parameter, value), DEADLINE, BYTES, Purpose.MARKET);
        }

        /** A short answer for one symbol: there may be many such requests, so each leaves a part of the budget to others. */
        public static RestCall single(String path, String parameter, String value, Purpose purpose) {
            return new RestCall(with(path, parameter, value), DEADLINE, BYTES, purpose);
        }

        private static String with(String path, String parameter, String value) {
            return path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }
}
