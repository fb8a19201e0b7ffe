package stockchart.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a request be answered later, by any thread, while no thread waits for it. It is answered once: by the first of the answer and
 * the deadline. Any thread.
 */
public final class DeferredAnswer {
    private static final Logger LOG = System.getLogger(DeferredAnswer.class.getName());

    private final BufferedResponse response;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private DeferredAnswer(BufferedResponse response) {
        this.response = response;
    }

    /** Writes an answer. */
    @FunctionalInterface
    public interface Writer {
        /** @param response the one to write to, and no other */
        void write(HttpServletResponse response) throws IOException;
    }

    /**
     * Defers the answer of a request. To be the last call for the response on the request's thread.
     *
     * @param late writes the answer if there is no other within the time
     */
    public static DeferredAnswer to(HttpServletResponse response, Duration time, Writer late) {
        BufferedResponse held = BufferedResponse.of(response);
        held.await();
        DeferredAnswer answer = new DeferredAnswer(held);
        held.exchange().answerWithin(time, () -> answer.send(late));
        return answer;
    }

    /** Answers, unless that was done already. */
    public void send(Writer writer) {
        if (!isOver.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.write(response);
            response.exchange().limit();
            response.send();
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "A request was not answered: {0}", failure.toString());
            response.abandon();
        }
    }
}
