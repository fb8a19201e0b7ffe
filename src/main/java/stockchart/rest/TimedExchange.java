package stockchart.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * HTTP exchanges with one deadline each, counted from the request: connecting, TLS, head and body together. Timeouts for each wait
 * are not enough, because an answer that sends a byte now and then never reaches one.
 *
 * <p>Redirects are not followed: the key would be sent wherever they lead. Proxies are the virtual machine's. Any thread.
 */
final class TimedExchange {
    /** It has threads of its own, which end when the client is garbage-collected. HTTP/2 in plain text would need an upgrade. */
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /** Reads a whole response, whose body is closed afterwards. */
    @FunctionalInterface
    interface Reader<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }

    /**
     * Sends a request and has its response read; blocks until then, at most until the deadline.
     *
     * @throws IOException if that fails, or the response is not complete in time
     */
    <T> T run(HttpRequest request, Duration deadline, Reader<T> reader) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> response = http.sendAsync(request, BodyHandlers.ofInputStream());
        CompletableFuture<Void> end = new CompletableFuture<Void>().orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS);
        end.exceptionally(late -> abort(response));
        try (InputStream body = await(response).body()) {
            return reader.read(response.join());
        } catch (IOException | RuntimeException failure) {
            // A body that is closed from outside fails in many ways, and so may its reader.
            if (end.isCompletedExceptionally()) {
                throw new IOException("No complete answer within " + deadline.toSeconds() + " s", failure);
            }
            throw failure;
        } finally {
            end.complete(null);
        }
    }

    /** Ends the exchange at any stage: a thread that waits for it or reads its body fails at once. */
    private static Void abort(CompletableFuture<HttpResponse<InputStream>> response) {
        response.thenAccept(late -> close(late.body()));
        response.cancel(true);
        return null;
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            throw new CompletionException(closed);
        }
    }

    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> response) throws IOException {
        try {
            return response.get();
        } catch (InterruptedException stopped) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the answer", stopped);
        } catch (ExecutionException failed) {
            throw new IOException(reason(failed.getCause()), failed.getCause());
        }
    }

    /** The client's own exceptions often have no text; the innermost one is the most informative. */
    private static String reason(Throwable failure) {
        String text = null;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            text = at instanceof UnresolvedAddressException ? "Unknown host" : at.getMessage() != null ? at.getMessage() : text;
        }
        return text != null ? text : failure.getClass().getSimpleName();
    }

    /** Limits the length of an answer: a small compressed one may be huge. Confined to the thread that reads it. */
    static final class BoundedBody extends FilterInputStream {
        private final long maxBytes;
        private long bytes;

        BoundedBody(InputStream body, long maxBytes) {
            super(body);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            counted(Math.max(0, count));
            return count;
        }

        private void counted(int more) throws IOException {
            bytes += more;
            if (bytes > maxBytes) {
                throw new IOException("The answer is longer than " + maxBytes + " bytes");
            }
        }
    }
}
