package stockchart.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import stockchart.container.SendMeter;
import stockchart.container.TextSender;

/** Keeps what was sent and completes each send at once, or when the test says so. Confined to the test's thread. */
public class RecordingSender implements TextSender {
    /** Everything sent that was not taken. */
    public final List<String> sent = new ArrayList<>();
    /** Whether sends stay in flight until {@link #complete()}. */
    public boolean stalled;
    /** Who counts; to be set before anything is built upon this. */
    public SendMeter meter = SendMeter.NONE;
    private final Queue<Consumer<Optional<Throwable>>> inFlight = new ArrayDeque<>();

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
    public SendMeter meter() {
        return meter;
    }

    /** Completes the send in flight. */
    public void complete() {
        inFlight.remove().accept(Optional.empty());
    }

    /** Fails the send in flight. */
    public void fail(Throwable failure) {
        inFlight.remove().accept(Optional.of(failure));
    }

    /** What was sent since the last time this was asked. */
    public List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
