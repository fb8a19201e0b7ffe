package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PongReplyTest {
    private final List<Byte> sent = new ArrayList<>();
    private final Queue<Consumer<Optional<Throwable>>> inFlight = new ArrayDeque<>();
    private boolean stalled;
    private final PongReply pongs = new PongReply((payload, done) -> {
        sent.add(payload[0]);
        if (stalled) {
            inFlight.add(done);
        } else {
            done.accept(Optional.empty());
        }
    });

    @Test
    void aClientThatReadsIsAnsweredEachTime() {
        ping(1);
        ping(2);
        assertEquals(List.of((byte) 1, (byte) 2), sent);
    }

    @Test
    void aClientThatDoesNotReadIsAnsweredTheNewest() {
        stalled = true;
        for (int i = 1; i < 100; i++) {
            ping(i);
        }
        assertEquals(List.of((byte) 1), sent);
        inFlight.remove().accept(Optional.empty());
        assertEquals(List.of((byte) 1, (byte) 99), sent);
        inFlight.remove().accept(Optional.empty());
        assertEquals(2, sent.size());
    }

    private void ping(int payload) {
        pongs.pinged(new byte[] {(byte) payload});
    }
}
