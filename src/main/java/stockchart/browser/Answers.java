package stockchart.browser;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import stockchart.container.OutgoingText;

/**
 * Answers to a client's commands that wait for their turn, in order. Texts are built when it comes, so that none is kept for a
 * slow client. Bounded: when it is full, nothing is read, and the client is closed.
 *
 * <p>Any thread; <b>guarded</b> by its own monitor.
 */
final class Answers {
    /** More than a whole burst of commands has. */
    static final int MAX = 128;

    private final Queue<Supplier<OutgoingText>> waiting = new ArrayDeque<>();

    /** Takes an answer; false if there is no room. */
    synchronized boolean offer(Supplier<OutgoingText> text) {
        return waiting.size() < MAX && waiting.add(text);
    }

    synchronized Optional<Supplier<OutgoingText>> poll() {
        return Optional.ofNullable(waiting.poll());
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized void clear() {
        waiting.clear();
    }
}
