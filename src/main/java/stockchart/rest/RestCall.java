package stockchart.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A request to one of Finnhub's paths. Immutable.
 *
 * @param path with the query, for example {@code /quote?symbol=AAPL}
 * @param deadline how long the whole exchange may take, from the request to the last byte of the answer
 * @param maxBytes how long the answer may be, uncompressed
 * @param canWait whether it leaves a part of the budget to others
 */
public record RestCall(String path, Duration deadline, long maxBytes, boolean canWait) {
    /**
     * 5 MB, the compressed size of all US stocks, over a slow connection; no client waits for a list, and the next attempt may do
     * better.
     */
    private static final Duration LIST_DEADLINE = Duration.ofSeconds(120);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** All US stocks are several MB. */
    private static final long LIST_BYTES = 100_000_000;
    private static final long BYTES = 1_000_000;

    /** A long list. */
    public static RestCall list(String path, String parameter, String value) {
        return new RestCall(with(path, parameter, value), LIST_DEADLINE, LIST_BYTES, false);
    }

    /** A short answer on which much depends. */
    public static RestCall common(String path, String parameter, String value) {
        return new RestCall(with(path, parameter, value), DEADLINE, BYTES, false);
    }

    /** A short answer for one symbol: there may be many such requests, so each can wait. */
    public static RestCall single(String path, String parameter, String value) {
        return new RestCall(with(path, parameter, value), DEADLINE, BYTES, true);
    }

    private static String with(String path, String parameter, String value) {
        return path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
