package stockchart.browser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** A connection that keeps what was sent and completes each send at once, or when the test says so. */
final class RecordingOutlet implements Outlet {
    final List<String> sent = new ArrayList<>();
    final Queue<Consumer<Optional<Throwable>>> inFlight = new ArrayDeque<>();
    boolean stalled;
    int pings;
    Goodbye goodbye;

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        sent.add(text);
        if (stalled) {
            inFlight.add(done);
        } else {
            done.accept(Optional.empty());
        }
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(Goodbye reason) {
        goodbye = reason;
    }

    /** Completes the send in flight. */
    void complete() {
        inFlight.remove().accept(Optional.empty());
    }

    /** What was sent since the last time this was asked. */
    List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
