package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.concat;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.head;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.testing.Fuzzed;
import stockchart.testing.ManualClock;

/** Whatever a client sends, in whatever pieces: what passes is the same, and within the limits. */
class FrameGuardFuzz {
    /** A frame, or the head of one without its payload, or bytes that are none. */
    record Draft(@InRange(min = 0, max = 255) int first, @InRange(min = 0, max = 5_000) int length, boolean hasPayload,
            @NotNull @WithSize(max = 4) List<@NotNull Byte> noise) {
        byte[] bytes() {
            byte[] more = new byte[noise.size()];
            for (int i = 0; i < more.length; i++) {
                more[i] = noise.get(i);
            }
            return hasPayload ? frame(first, Arrays.copyOf(more, length)) : concat(head(first, length), more);
        }
    }

    private static final class Run implements FrameGuard.Listener {
        private final List<Object> calls = new ArrayList<>();
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

        Run(byte[] bytes, int piece) {
            FrameGuard guard = new FrameGuard(Duration.ofSeconds(1), this, new ManualClock()::nanoTime);
            for (int at = 0; at < bytes.length; at += piece) {
                byte[] next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
                passed.write(next, 0, guard.admit(next, 0, next.length));
            }
        }

        @Override
        public void pinged(byte[] payload) {
            calls.add("ping " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void violated(FrameViolation violation) {
            calls.add(violation);
        }

        @Override
        public void discarded() {
            assertTrue(calls.get(calls.size() - 1) instanceof FrameViolation, "only after a violation");
        }

        @Override
        public void flooding() {
            discarded();
        }
    }

    @FuzzTest
    void whatPassesIsWithinTheLimits(@NotNull @WithSize(max = 8) List<@NotNull Draft> drafts,
            @InRange(min = 1, max = 20_000) int piece) {
        Fuzzed.run(drafts + " in pieces of " + piece, () -> {
            byte[] bytes = concat(drafts.stream().map(Draft::bytes).toArray(byte[][]::new));
            Run whole = new Run(bytes, Math.max(1, bytes.length));
            Run pieces = new Run(bytes, piece);
            assertArrayEquals(whole.passed.toByteArray(), pieces.passed.toByteArray());
            assertEquals(whole.calls, pieces.calls);
            check(ByteBuffer.wrap(whole.passed.toByteArray()));
        });
    }

    /** Reads it as a server does; the last frame may be incomplete, because the guard has found out what is wrong with it. */
    private static void check(ByteBuffer stream) {
        long message = 0;
        boolean isInMessage = false;
        while (stream.remaining() >= 2) {
            int first = stream.get() & 0xff;
            int second = stream.get() & 0xff;
            assertTrue(second >= 0x80, "masked");
            assertTrue((first & 0x0f) != 0x9, "no ping");
            int length = second & 0x7f;
            int head = 4 + (length == 126 ? 2 : length == 127 ? 8 : 0);
            if (stream.remaining() < head) {
                return;
            }
            long known = length == 126 ? stream.getShort() & 0xffff : length == 127 ? stream.getLong() : length;
            stream.getInt();
            if ((first & 0x08) == 0) {
                message = (isInMessage ? message : 0) + known;
                isInMessage = (first & 0x80) == 0;
                assertTrue(message <= FrameGuard.MAX_MESSAGE, "a message of " + message);
            } else {
                assertTrue(known <= 125, "a control frame of " + known);
            }
            stream.position((int) Math.min(stream.limit(), stream.position() + known));
        }
    }
}
