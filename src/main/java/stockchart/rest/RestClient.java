package stockchart.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import stockchart.settings.FinnhubAccess;

/** Asks Finnhub's REST paths, or the simulator's, within one budget. Any thread that may block. */
public final class RestClient {
    private static final int TOO_MANY_REQUESTS = 429;
    /** More digits are more seconds than anybody should wait, and would not fit a number. */
    private static final String SECONDS = "[0-9]{1,9}";

    private final FinnhubAccess access;
    private final RestBudget budget;
    private final LongSupplier nanoTime;
    private final RestCounters counters;

    /** @param nanoTime the monotonic clock */
    public RestClient(FinnhubAccess access, int perMinute, LongSupplier nanoTime) {
        this.access = access;
        this.budget = new RestBudget(perMinute, nanoTime);
        this.nanoTime = nanoTime;
        this.counters = new RestCounters(budget::remaining);
    }

    /** What was asked, and what may be. */
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
     * Makes a request and reads the answer; blocks meanwhile.
     *
     * @throws BudgetException if there are or were too many requests
     * @throws StatusException if the answer is not "OK"
     * @throws IOException saying what else was wrong; like the others fit for a log
     * @throws IllegalStateException if the address is not known yet
     */
    public <T> T get(RestCall call, Reader<T> reader) throws IOException {
        URI address = URI.create(access.restAddress() + call.path());
        Duration wait = budget.take(call.canWait());
        if (!wait.isZero()) {
            counters.heldBack.increment();
            throw new BudgetException("The requests allowed are used up for " + (wait.toMillis() / 1_000 + 1) + " s", wait);
        }
        counters.requests.increment();
        try {
            return exchange(address, call, reader);
        } catch (BudgetException | StatusException plain) {
            throw plain;
        } catch (SocketTimeoutException late) {
            throw new IOException("No answer within " + call.timeout().toSeconds() + " s", late);
        } catch (IOException | IllegalArgumentException failure) {
            // Without its cause, whose message may hold the key: an odd key is refused as a header by naming it.
            throw new IOException(access.redact(text(failure)));
        }
    }

    private <T> T exchange(URI address, RestCall call, Reader<T> reader) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) call.timeout().toMillis());
        connection.setReadTimeout((int) call.timeout().toMillis());
        // Followed, a redirection would carry the key to wherever it leads.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("X-Finnhub-Token", access.tokenForRequest());
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try {
            check(connection);
            try (InputStream body = new BoundedBody(body(connection), call, nanoTime)) {
                return reader.read(body);
            }
        } finally {
            connection.disconnect();
        }
    }

    private void check(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == TOO_MANY_REQUESTS) {
            Duration wait = pause(connection.getHeaderField("Retry-After"));
            budget.pause(wait);
            counters.refused.increment();
            throw new BudgetException("HTTP " + status, wait);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new StatusException(status);
        }
    }

    private static Duration pause(String retryAfter) {
        boolean told = retryAfter != null && retryAfter.matches(SECONDS);
        return told ? Duration.ofSeconds(Math.max(1, Integer.parseInt(retryAfter))) : RestBudget.PAUSE;
    }

    private static InputStream body(HttpURLConnection connection) throws IOException {
        InputStream raw = connection.getInputStream();
        return "gzip".equalsIgnoreCase(connection.getContentEncoding()) ? new GZIPInputStream(raw) : raw;
    }

    private static String text(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof UnknownHostException ? "Unknown host " + message : message;
    }
}
