package stockchart.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.platform.websocket.SendLoop.TextSender;

/** Keeps what was sent and completes each send at once, or when the test calls for it. Confined to the test's thread. */
public class RecordingSender implements TextSender {
    /** Everything sent that was not taken. */
    public final List<String> sent = new ArrayList<>();
    /** Whether sends stay in flight until {@link #complete()}. */
    public boolean stalled;
    /** What every call throws, null if none does. */
    public Class<? extends Throwable> thrown;
    /** Who counts; to be set before anything is built upon this. */
    public SendMeter meter = SendMeter.NONE;
    private final Queue<Consumer<Optional<Throwable>>> inFlight = new ArrayDeque<>();

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        throwIfWanted();
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

    /** Throws what is wanted, if anything is. */
    public void throwIfWanted() {
        if (thrown != null) {
            throw raise(thrown);
        }
    }

    /** Throws something unchecked; returns nothing, but can be thrown for the compiler's sake. */
    public static RuntimeException raise(Class<? extends Throwable> kind) {
        Throwable failure = failure(kind);
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** Something to be thrown. */
    public static Throwable failure(Class<? extends Throwable> kind) {
        try {
            return kind.getConstructor(String.class).newInstance("as the test wants");
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Completes the send in flight. */
    public void complete() {
        inFlight.remove().accept(Optional.empty());
    }

    /** Fails the send in flight. */
    public void fail(Throwable failure) {
        inFlight.remove().accept(Optional.of(failure));
    }

    /** What was sent since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
