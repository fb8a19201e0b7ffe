package stockchart.platform.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.BINARY;
import static stockchart.testing.ClientFrames.CLOSE;
import static stockchart.testing.ClientFrames.CONTINUATION;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.PONG;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.concat;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.head;
import static stockchart.testing.ClientFrames.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.testing.FrameAttack;
import stockchart.testing.ManualClock;

class FrameGuardTest {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    /** More than any attack needs to be found, and twice what may pass of one. */
    private static final int MOST = 1 << 15;
    private static final byte[] COMMAND = "{\"type\":\"ping\"}".getBytes(US_ASCII);

    private final ManualClock clock = new ManualClock();
    private final List<byte[]> pings = new ArrayList<>();
    private final List<FrameViolation> violations = new ArrayList<>();
    private int talks;
    private int floods;
    private final FrameGuard guard = new FrameGuard(DEADLINE, new FrameGuard.Listener() {
        @Override
        public void pinged(byte[] payload) {
            pings.add(payload);
        }

        @Override
        public void violated(FrameViolation violation) {
            violations.add(violation);
        }

        @Override
        public void discarded() {
            talks++;
        }

        @Override
        public void flooding() {
            floods++;
        }
    }, clock::nanoTime);

    @Test
    void messagesPassAsTheyAre() {
        byte[] messages = concat(frame(FIN | TEXT, COMMAND), frame(FIN | BINARY), frame(FIN | TEXT, new byte[126]),
                frame(FIN | TEXT, new byte[FrameGuard.MAX_MESSAGE]), frame(FIN | PONG, COMMAND));
        assertArrayEquals(messages, admit(messages));
        assertArrayEquals(messages, byteByByte(messages));
        assertEquals(List.of(), violations);
    }

    @Test
    void floodAfterAViolationIsReportedOnce() {
        admit(frame(FIN | PONG, new byte[0x7e]));
        byte[] flood = new byte[1 << 20];
        for (int i = 0; i < 2; i++) {
            assertEquals(0, admit(flood).length);
        }
        assertEquals(2, talks);
        assertEquals(0, floods, "as much as may be on the way");
        for (int i = 0; i < 2; i++) {
            assertEquals(0, admit(flood).length);
        }
        assertEquals(2, talks);
        assertEquals(1, floods);
    }

    @Test
    void pingsAreFilteredOutAndReported() {
        byte[] fragment = frame(TEXT, COMMAND);
        byte[] rest = frame(FIN | CONTINUATION, COMMAND);
        byte[] masked = {(byte) (FIN | PING), (byte) 0x82, 1, 2, 3, 4, 'a' ^ 1, 'b' ^ 2};
        byte[] all = concat(frame(FIN | PING), fragment, masked, rest, frame(FIN | PING, COMMAND));
        assertArrayEquals(concat(fragment, rest), admit(all));
        assertArrayEquals(concat(fragment, rest), byteByByte(all));
        assertEquals(6, pings.size());
        assertArrayEquals(new byte[0], pings.get(0));
        assertArrayEquals(new byte[] {'a', 'b'}, pings.get(1));
        assertArrayEquals(COMMAND, pings.get(5));
    }

    @Test
    void everyAttackIsFoundHoweverItsBytesCome() {
        for (FrameAttack attack : FrameAttack.values()) {
            for (int piece : new int[] {1, 7, 1 << 20}) {
                FrameGuardTest fresh = new FrameGuardTest();
                byte[] bytes = attack.bytes();
                int passed = fresh.inPieces(Arrays.copyOf(bytes, Math.min(bytes.length, MOST)), piece).length;
                fresh.clock.advance(DEADLINE.plusMillis(1));
                fresh.guard.check();
                assertEquals(List.of(attack.code()), fresh.violations.stream().map(FrameViolation::code).toList(), attack::name);
                assertTrue(passed < MOST / 2, attack::name);
            }
        }
    }

    @Test
    void nothingPassesAfterAViolation() {
        assertArrayEquals(frame(FIN | TEXT, COMMAND), admit(concat(frame(FIN | TEXT, COMMAND), new byte[] {(byte) 0x83},
                frame(FIN | TEXT, COMMAND))));
        assertEquals(0, admit(frame(FIN | TEXT, COMMAND)).length);
        assertEquals(List.of(FrameViolation.PROTOCOL_ERROR), violations);
        assertEquals(1, talks);
    }

    @Test
    void nothingPassesAfterACloseFrame() {
        byte[] close = frame(FIN | CLOSE, (byte) 3, (byte) 0xe8);
        assertArrayEquals(close, admit(concat(close, frame(FIN | TEXT, COMMAND), new byte[] {0})));
        assertEquals(0, admit(concat(close, close)).length);
        clock.advance(DEADLINE.multipliedBy(2));
        guard.check();
        assertEquals(List.of(), violations);
    }

    @Test
    void controlFramesComeBackWithTime() {
        for (int second = 0; second < 60; second++) {
            admit(times(FrameGuard.CONTROL_PER_SECOND, frame(FIN | PING)));
            clock.advance(Duration.ofSeconds(1));
        }
        admit(times(FrameGuard.CONTROL_BURST, frame(FIN | PONG)));
        assertEquals(List.of(), violations);
        admit(frame(FIN | PONG));
        assertEquals(List.of(FrameViolation.TOO_MANY_FRAMES), violations);
    }

    @Test
    void aMessageMayTakeUntilItsDeadlineWithControlFramesBetween() {
        admit(frame(TEXT, COMMAND));
        clock.advance(DEADLINE);
        admit(frame(FIN | PING));
        guard.check();
        assertEquals(List.of(), violations);
        clock.advance(Duration.ofMillis(1));
        guard.check();
        assertEquals(List.of(FrameViolation.UNFINISHED_MESSAGE), violations);
    }

    @Test
    void silenceBetweenMessagesIsNoViolation() {
        admit(concat(frame(TEXT, COMMAND), frame(FIN | CONTINUATION), frame(FIN | PING)));
        clock.advance(Duration.ofDays(1));
        guard.check();
        admit(Arrays.copyOf(head(FIN | TEXT, COMMAND.length), 1));
        guard.check();
        assertEquals(List.of(), violations);
    }

    private byte[] admit(byte[] bytes) {
        byte[] buffer = concat(COMMAND, bytes, COMMAND);
        int kept = guard.admit(buffer, COMMAND.length, bytes.length);
        assertArrayEquals(COMMAND, Arrays.copyOf(buffer, COMMAND.length));
        assertArrayEquals(COMMAND, Arrays.copyOfRange(buffer, COMMAND.length + bytes.length, buffer.length));
        return Arrays.copyOfRange(buffer, COMMAND.length, COMMAND.length + kept);
    }

    private byte[] byteByByte(byte[] bytes) {
        return inPieces(bytes, 1);
    }

    private byte[] inPieces(byte[] bytes, int size) {
        byte[][] kept = new byte[(bytes.length + size - 1) / size][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = admit(Arrays.copyOfRange(bytes, i * size, Math.min(bytes.length, (i + 1) * size)));
        }
        return concat(kept);
    }
}
