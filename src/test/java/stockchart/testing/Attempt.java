package stockchart.testing;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/**
 * What came of an attempt to open the price socket as a client of {@code stock-chart.v1}.
 *
 * @param client null if it was refused
 * @param answer what it was refused with; null if it was accepted
 */
public record Attempt(FrameRecorder client, HttpResponse<?> answer) {
    /** @param headers names and values in turn */
    public static Attempt at(URI address, String... headers) {
        try {
            return new Attempt(FrameRecorder.v1(address, headers), null);
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return new Attempt(null, handshake.getResponse());
            }
            throw refused;
        }
    }

    /** The HTTP status. */
    public int status() {
        return answer == null ? 101 : answer.statusCode();
    }

    /** The seconds of Retry-After; empty without that header. */
    public String retryAfter() {
        return answer == null ? "" : answer.headers().firstValue("Retry-After").orElse("");
    }
}
