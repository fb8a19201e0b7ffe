package stockchart.client.session;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import stockchart.platform.websocket.OutboundMessage;

/**
 * Answers to a client's commands that wait for their turn, in order; each is one text or several in a row. Texts are built when
 * their turn comes, so that none is kept for a slow client: one that asks a hundred times for candles holds a hundred questions.
 * Bounded: when it is full, nothing is read, and the client is closed.
 *
 * <p>Any thread; <b>guarded</b> by its own monitor.
 */
final class ReplyQueue {
    /** More than a whole burst of commands has. */
    static final int MAX = 128;

    /** None of them empty. */
    private final Queue<Iterator<Supplier<OutboundMessage>>> waiting = new ArrayDeque<>();

    /** Takes an answer of one text or more; false if there is no room. */
    synchronized boolean offer(List<Supplier<OutboundMessage>> texts) {
        return waiting.size() < MAX && waiting.add(texts.iterator());
    }

    /** The next text, which need not be the last one of its answer. */
    synchronized Optional<Supplier<OutboundMessage>> poll() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Iterator<Supplier<OutboundMessage>> answer = waiting.element();
        Supplier<OutboundMessage> text = answer.next();
        if (!answer.hasNext()) {
            waiting.remove();
        }
        return Optional.of(text);
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized void clear() {
        waiting.clear();
    }
}
