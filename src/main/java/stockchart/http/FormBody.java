package stockchart.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the form that a request carries, as it arrives, without a waiting thread: at most 4 KB, within 10 s. Called by the server,
 * by one thread at a time.
 */
public final class FormBody implements ReadListener {
    static final int MAX_BYTES = 4_096;
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(FormBody.class.getName());
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_LARGE = 413;

    /** Answers a request whose form was read. */
    @FunctionalInterface
    public interface Answer {
        /** @param form the first value of each field */
        void to(Map<String, String> form) throws IOException;
    }

    private final BufferedResponse response;
    private final ServletInputStream in;
    /** As announced; negative if it was not. */
    private final long length;
    private final Answer answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean isOver = new AtomicBoolean();

    private FormBody(BufferedResponse response, ServletInputStream in, long length, Answer answer) {
        this.response = response;
        this.in = in;
        this.length = length;
        this.answer = answer;
    }

    /** Has a request answered when its form was read, or refuses it. To be the last call for the request. */
    public static void read(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        BufferedResponse held = BufferedResponse.of(response);
        long length = request.getContentLengthLong();
        if (length > MAX_BYTES) {
            refuse(held, TOO_LARGE);
        } else if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
            answer.to(Map.of());
        } else {
            held.await();
            FormBody form = new FormBody(held, request.getInputStream(), length, answer);
            held.exchange().limit(DEADLINE, form::timeOut);
            form.in.setReadListener(form);
        }
    }

    /** Answers at once with an error and ignores the body. */
    static void refuse(BufferedResponse held, int status) {
        held.setHeader("Connection", "close");
        held.refuse(status, status == TOO_LARGE ? "The request has a body that this address does not take"
                : "The request did not arrive in time");
        held.exchange().limitLast();
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[MAX_BYTES];
        while (!isOver.get() && !isWhole() && in.isReady()) {
            int count = in.read(piece);
            if (count < 0) {
                break;
            }
            body.write(piece, 0, count);
            if (body.size() > MAX_BYTES) {
                finish(() -> refuse(response, TOO_LARGE));
            }
        }
        if (isWhole()) {
            onAllDataRead();
        }
    }

    private boolean isWhole() {
        return length >= 0 && body.size() >= length;
    }

    @Override
    public void onAllDataRead() {
        finish(() -> {
            response.exchange().limit();
            answer.to(fields(body.toString(StandardCharsets.UTF_8)));
        });
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A form did not arrive: {0}", failure.toString());
        finish(() -> {
            throw new IOException(failure);
        });
    }

    private void timeOut() {
        finish(() -> refuse(response, REQUEST_TIMEOUT));
    }

    /** What ends it. */
    @FunctionalInterface
    private interface Ending {
        void run() throws IOException;
    }

    private void finish(Ending ending) {
        if (!isOver.compareAndSet(false, true)) {
            return;
        }
        try {
            ending.run();
            response.send();
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "A form was not answered: {0}", failure.toString());
            response.abandon();
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] sides = pair.split("=", 2);
            fields.putIfAbsent(decoded(sides[0]), sides.length == 1 ? "" : decoded(sides[1]));
        }
        return fields;
    }

    /** Malformed encoding is taken literally. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
