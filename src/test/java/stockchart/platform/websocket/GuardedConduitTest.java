package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.testing.ManualClock;

/** In front of a conduit that has the methods of XNIO's. */
class GuardedConduitTest {
    private static final byte[] MESSAGE = frame(FIN | TEXT, (byte) 'a');
    private static final byte[] PINGED = frame(FIN | PING);

    /** Public for the proxy. */
    public interface Conduit {
        int read(ByteBuffer buffer) throws IOException;

        long read(ByteBuffer[] buffers, int offset, int length) throws IOException;

        long transferTo(long position, long count, Object target) throws IOException;

        boolean isReadShutdown();

        default void terminateReads() {}

        default void suspendReads() {}

        default void wakeupReads() {}
    }

    private final ManualClock clock = new ManualClock();
    private final Queue<byte[]> reads = new ArrayDeque<>();
    private final IOException broken = new IOException("as the test wants");
    private int pings;
    private boolean isTerminated;
    private int suspended;
    private int woken;
    private Runnable whileSuspending = () -> {};
    private final FrameGuard guard = new FrameGuard(Duration.ofSeconds(1), new FrameGuard.Listener() {
        @Override
        public void pinged(byte[] payload) {
            pings++;
        }

        @Override
        public void violated(FrameViolation violation) {}

        @Override
        public void discarded() {}

        @Override
        public void flooding() {}
    }, clock::nanoTime);
    private final GuardedConduit guarded = new GuardedConduit(clock::nanoTime);
    private final Conduit conduit = (Conduit) guarded.before(new Conduit() {
        @Override
        public int read(ByteBuffer buffer) {
            byte[] next = reads.isEmpty() ? new byte[0] : reads.remove();
            buffer.put(next);
            return next.length;
        }

        @Override
        public long read(ByteBuffer[] buffers, int offset, int length) {
            throw new AssertionError("Goes by the guard");
        }

        @Override
        public long transferTo(long position, long count, Object target) {
            throw new AssertionError("Goes by the guard");
        }

        @Override
        public boolean isReadShutdown() {
            return true;
        }

        @Override
        public void terminateReads() {
            isTerminated = true;
        }

        @Override
        public void suspendReads() {
            whileSuspending.run();
            suspended++;
        }

        @Override
        public void wakeupReads() {
            woken++;
        }
    }, Conduit.class);

    @Test
    void oneThatNothingIsReadThroughIsReported() {
        assertThrows(ReflectiveOperationException.class, () -> new GuardedConduit(clock::nanoTime).open(guard));
    }

    @Test
    void nothingIsReadBeforeThereIsAGuard() throws IOException, ReflectiveOperationException {
        reads.add(MESSAGE);
        assertEquals(0, conduit.read(ByteBuffer.allocate(100)));
        assertEquals(0, conduit.read(new ByteBuffer[] {ByteBuffer.allocate(100)}, 0, 1));
        assertEquals(2, suspended);
        assertEquals(0, woken);
        guarded.open(guard);
        assertEquals(1, woken);
        assertEquals(MESSAGE.length, conduit.read(ByteBuffer.allocate(100)));
    }

    @Test
    void aGuardThatComesWhileReadsAreSuspendedWakesThem() throws IOException {
        whileSuspending = this::open;
        assertEquals(0, conduit.read(ByteBuffer.allocate(100)));
        assertEquals(2, woken);
        assertEquals(1, suspended);
    }

    private void open() {
        try {
            guarded.open(guard);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void whatPassesIsReadBehindWhatIsThere() throws IOException {
        open();
        reads.add(PINGED);
        reads.add(MESSAGE);
        ByteBuffer buffer = ByteBuffer.allocateDirect(100).put((byte) 1);
        assertEquals(MESSAGE.length, conduit.read(buffer));
        byte[] read = new byte[1 + MESSAGE.length];
        buffer.flip().get(read);
        assertArrayEquals(MESSAGE, Arrays.copyOfRange(read, 1, read.length));
        assertEquals(1, pings);
        assertEquals(0, conduit.read(ByteBuffer.allocate(9)));
    }

    @Test
    void aFloodThatIsDiscardedLetsOthersHaveTheirTurn() throws IOException {
        open();
        for (int i = 0; i < 50; i++) {
            reads.add(PINGED);
        }
        assertEquals(0, conduit.read(ByteBuffer.allocate(9)));
        assertEquals(16, pings);
    }

    @Test
    void thereIsNoOtherWayToRead() throws IOException {
        open();
        reads.add(PINGED);
        reads.add(MESSAGE);
        ByteBuffer full = ByteBuffer.allocate(0);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        assertEquals(MESSAGE.length, conduit.read(new ByteBuffer[] {null, full, buffer}, 1, 2));
        assertEquals(MESSAGE.length, buffer.position());
        assertThrows(IOException.class, () -> conduit.transferTo(0, 1, null));
    }

    @Test
    void everythingElseIsTheConduitsOwn() {
        reads.add(MESSAGE);
        assertEquals(true, conduit.isReadShutdown());
    }

    @Test
    void aClientThatDoesNotCloseAfterTheEndIsTakenForGone() throws IOException {
        open();
        reads.add(MESSAGE);
        reads.add(MESSAGE);
        guard.end();
        assertEquals(MESSAGE.length, conduit.read(ByteBuffer.allocate(100)));
        clock.advance(GuardedConduit.LINGER.plusMillis(1));
        assertFalse(isTerminated);
        assertEquals(-1, conduit.read(ByteBuffer.allocate(100)));
        assertTrue(isTerminated);
    }

    @Test
    void failuresArePassedOnUnchanged() throws ReflectiveOperationException {
        GuardedConduit front = new GuardedConduit(clock::nanoTime);
        Conduit failing = (Conduit) front.before(new Conduit() {
            @Override
            public int read(ByteBuffer buffer) throws IOException {
                throw broken;
            }

            @Override
            public long read(ByteBuffer[] buffers, int offset, int length) {
                return 0;
            }

            @Override
            public long transferTo(long position, long count, Object target) {
                return 0;
            }

            @Override
            public boolean isReadShutdown() {
                return false;
            }
        }, Conduit.class);
        front.open(guard);
        assertSame(broken, assertThrows(IOException.class, () -> failing.read(ByteBuffer.allocate(1))));
    }
}
