package stockchart.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.rest.RestClient.BudgetException;
import stockchart.rest.RestClient.Reader;
import stockchart.rest.RestClient.StatusException;

/**
 * Requests and their answers as all REST APIs have them: secrets in headers, compressed answers of bounded length, and statuses that
 * are exceptions whose message is fit for a log. Any thread that may block.
 */
final class RestExchange {
    /** The wait after an address was banned without {@code Retry-After}: five times as long as Binance's shortest ban. */
    static final Duration BAN = Duration.ofMinutes(10);

    private static final int TOO_MANY_REQUESTS = 429;
    /** Binance's status for an address that went on after a 429. */
    private static final int BANNED = 418;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** More digits are more seconds than any caller should wait, and would not fit a number. */
    private static final String SECONDS = "[0-9]{1,9}";

    private final TimedExchange exchange = new TimedExchange();
    private final Map<String, String> headers;
    private final UnaryOperator<String> redact;

    /**
     * @param headers sent with each request; their values may be secret
     * @param redact makes a text from or about the other side fit for a log
     */
    RestExchange(Map<String, String> headers, UnaryOperator<String> redact) {
        this.headers = Map.copyOf(headers);
        this.redact = redact;
    }

    /**
     * Makes a request and reads the answer; blocks meanwhile.
     *
     * @param deadline how long the whole exchange may take
     * @param maxBytes how long the answer may be, uncompressed
     * @throws BudgetException if the other side has refused the request because there were too many, or the reader throws it
     * @throws StatusException if the answer is not "OK"
     * @throws BadAnswerException if the reader does not take what came
     * @throws IOException if anything else failed, the deadline included
     */
    <T> T get(URI address, Duration deadline, long maxBytes, Reader<T> reader) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip");
            headers.forEach(request::header);
            return exchange.run(request.build(), deadline, response -> {
                check(response);
                return reader.read(body(response, maxBytes));
            });
        } catch (BudgetException | StatusException plain) {
            throw plain;
        } catch (BadAnswerException bad) {
            throw new BadAnswerException(redact.apply(bad.getMessage()));
        } catch (IOException | IllegalArgumentException failure) {
            // Without its cause, whose message may contain the key: a key that is no valid header value is quoted in the exception.
            throw new IOException(redact.apply(String.valueOf(failure.getMessage())));
        }
    }

    private static InputStream body(HttpResponse<InputStream> response, long maxBytes) throws IOException {
        boolean packed = response.headers().firstValue("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
        InputStream body = packed ? new GZIPInputStream(response.body()) : response.body();
        return withoutMark(new TimedExchange.BoundedBody(body, maxBytes));
    }

    /** Some programs put a byte-order mark before a text, which JSON readers reject. */
    private static InputStream withoutMark(InputStream body) throws IOException {
        PushbackInputStream marked = new PushbackInputStream(body, BYTE_ORDER_MARK.length);
        byte[] start = marked.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            marked.unread(start);
        }
        return marked;
    }

    private static void check(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS || status == BANNED) {
            String wait = response.headers().firstValue("Retry-After").orElse("");
            Duration otherwise = status == BANNED ? BAN : RequestBudget.PAUSE;
            throw new BudgetException("HTTP " + status,
                    wait.matches(SECONDS) ? Duration.ofSeconds(Math.max(1, Integer.parseInt(wait))) : otherwise);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new StatusException(status, beginning(response));
        }
    }

    private static String beginning(HttpResponse<InputStream> response) {
        try {
            return new String(body(response, Long.MAX_VALUE).readNBytes(StatusException.BODY), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
