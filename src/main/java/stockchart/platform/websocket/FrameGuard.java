package stockchart.platform.websocket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Checks the frames of a client (RFC 6455 section 5) before the server reads them, so that nothing is buffered, queued or answered
 * without a bound: one message, whole or in fragments, is at most {@link #MAX_MESSAGE} bytes long, has at most
 * {@link #MAX_FRAGMENTS} fragments and arrives within a deadline; pings and pongs are rate-limited. Servers apply such limits late
 * or not at all: Tyrus buffers a frame of 4 MB and any number of fragments before it checks the limit, and queues a pong for every
 * ping even if the client reads none.
 *
 * <p>Pings are taken out of the stream and passed to the listener, which answers only the newest (section 5.5.3). After the first
 * violation, and after a close frame, everything is discarded, so that the server's close frame is not lost in the TCP reset that
 * answers unread data.
 *
 * <p>{@link #admit} is called by the thread that reads from the client, one at a time; its state is confined to that.
 * {@link #check()} and {@link #end()} may be called by any thread.
 */
public final class FrameGuard {
    /** A command is under 200 bytes. */
    public static final int MAX_MESSAGE = 4_096;
    /** More than a command sent in fragments of one byte. */
    static final int MAX_FRAGMENTS = 256;
    static final int CONTROL_BURST = 100;
    static final int CONTROL_PER_SECOND = 10;
    /** How much is discarded after a violation: more than a client has in flight when it receives the close frame. */
    static final int MAX_DISCARDED = 2 << 20;

    private static final int MAX_CONTROL = 125;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int FIN = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int CONTROL = 0x08;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final long NANOS_PER_CONTROL_FRAME = TimeUnit.SECONDS.toNanos(1) / CONTROL_PER_SECOND;

    /**
     * Receives the events of the stream, on the thread that reads it; {@link #violated} also on the thread that calls
     * {@link #check()}.
     */
    public interface Listener {
        /** A ping was taken out of the stream; the listener is to answer it. */
        void pinged(byte[] payload);

        /** The client broke a rule. Called once; the connection is to be closed. */
        void violated(FrameViolation violation);

        /** Something was discarded after a violation: the client is still sending. */
        void discarded();

        /** More was discarded than {@link #MAX_DISCARDED}: the connection is to be closed immediately. Called once. */
        void flooding();
    }

    /** Which part of a frame comes next. */
    private enum Part { FIRST, LENGTH, LONGER_LENGTH, MASK, PAYLOAD, NOTHING }

    private final Listener listener;
    private final long deadline;
    private final LongSupplier nanoTime;
    private final AtomicReference<FrameViolation> violation = new AtomicReference<>();
    /** Written by the reading thread, {@link #since} first. */
    private volatile boolean isUnfinished;
    private volatile long since;
    private volatile boolean hasEnded;

    private long discarded;
    private Part part = Part.FIRST;
    private int first;
    private long left;
    private int lengthBytes;
    private int lengthBytesLeft;
    private final byte[] mask = new byte[MASK_BYTES];
    private int maskFilled;
    private boolean isInMessage;
    private int fragments;
    private long messageLength;
    /** Null unless the present frame is a ping with a known length. */
    private byte[] ping;
    private int pingFilled;
    /** Token bucket: how long ago it was empty, at most the burst; each control frame takes its share. */
    private long controlFilled;

    /**
     * @param deadline how long a message or control frame may take from its first byte to its last
     * @param nanoTime the monotonic clock
     */
    public FrameGuard(Duration deadline, Listener listener, LongSupplier nanoTime) {
        this.deadline = deadline.toNanos();
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.controlFilled = nanoTime.getAsLong() - CONTROL_BURST * NANOS_PER_CONTROL_FRAME;
    }

    /** The guard of a session that ended before it began: limits hold, and no listener is called. */
    static FrameGuard withoutListener() {
        FrameGuard guard = new FrameGuard(Duration.ZERO, new Listener() {
            @Override
            public void pinged(byte[] payload) {}

            @Override
            public void violated(FrameViolation violation) {}

            @Override
            public void discarded() {}

            @Override
            public void flooding() {}
        }, System::nanoTime);
        guard.end();
        return guard;
    }

    /**
     * Checks bytes that came from the client and keeps those that the server may read.
     *
     * @param bytes changed in place
     * @return how many are kept, from the offset on
     */
    public int admit(byte[] bytes, int offset, int count) {
        if (violation.get() != null) {
            discard(count);
            return 0;
        }
        long now = nanoTime.getAsLong();
        int end = offset + count;
        int kept = offset;
        for (int next = offset; next < end && part != Part.NOTHING;) {
            int taken = part == Part.PAYLOAD ? (int) Math.min(end - next, left) : 1;
            if (part == Part.PAYLOAD) {
                payload(bytes, next, taken);
            } else {
                FrameViolation found = head(bytes[next], now);
                if (found != null) {
                    part = Part.NOTHING;
                    violate(found);
                    break;
                }
            }
            if (!isPing()) {
                System.arraycopy(bytes, next, bytes, kept, taken);
                kept += taken;
            }
            next += taken;
            if (part == Part.PAYLOAD && left == 0) {
                endFrame();
            }
        }
        isUnfinished = part != Part.NOTHING && (part != Part.FIRST || isInMessage);
        return kept - offset;
    }

    private void discard(int count) {
        boolean isFirst = discarded <= MAX_DISCARDED;
        discarded += count;
        if (discarded <= MAX_DISCARDED) {
            listener.discarded();
        } else if (isFirst) {
            listener.flooding();
        }
    }

    /** Detects a message that has been under way for too long. To be called periodically. */
    public void check() {
        if (isUnfinished && nanoTime.getAsLong() - since > deadline) {
            violate(FrameViolation.UNFINISHED_MESSAGE);
        }
    }

    /** The session has ended: the client is expected to close the connection. */
    public void end() {
        hasEnded = true;
    }

    /** Whether the session has ended. */
    boolean hasEnded() {
        return hasEnded;
    }

    private void violate(FrameViolation found) {
        if (violation.compareAndSet(null, found)) {
            listener.violated(found);
        }
    }

    /** One byte of a frame's header. @return what is wrong with it, null if nothing is */
    private FrameViolation head(byte next, long now) {
        return switch (part) {
            case FIRST -> begin(next & 0xff, now);
            case LENGTH -> length(next & 0xff, now);
            case LONGER_LENGTH -> longerLength(next & 0xff);
            default -> mask(next);
        };
    }

    private FrameViolation begin(int byteOne, long now) {
        if (!isInMessage) {
            since = now;
        }
        first = byteOne;
        part = Part.LENGTH;
        boolean isFinal = (first & FIN) != 0;
        boolean isAllowed = switch (first & OPCODE) {
            case 0x0 -> isInMessage;
            case 0x1, 0x2 -> !isInMessage;
            case 0x8, 0x9, 0xa -> isFinal;
            default -> false;
        };
        return isAllowed && (first & RESERVED_BITS) == 0 ? null : FrameViolation.PROTOCOL_ERROR;
    }

    private FrameViolation length(int byteTwo, long now) {
        if ((byteTwo & MASKED) == 0) {
            return FrameViolation.PROTOCOL_ERROR;
        }
        int length = byteTwo & ~MASKED;
        if (length < SHORT_LENGTH) {
            return known(length, now);
        }
        if (isControl()) {
            return FrameViolation.PROTOCOL_ERROR;
        }
        part = Part.LONGER_LENGTH;
        left = 0;
        lengthBytes = length == LONG_LENGTH ? Long.BYTES : Short.BYTES;
        lengthBytesLeft = lengthBytes;
        return null;
    }

    private FrameViolation longerLength(int next) {
        left = left << Byte.SIZE | next;
        lengthBytesLeft--;
        if (lengthBytesLeft > 0) {
            return null;
        }
        // A length is written in as few bytes as it needs, and its highest bit is 0; a negative one is caught here too.
        boolean isMinimal = lengthBytes == Short.BYTES ? left > MAX_CONTROL : left > 0xffff;
        return isMinimal ? known(left, 0) : FrameViolation.PROTOCOL_ERROR;
    }

    /** The length of the present frame's payload is known. */
    private FrameViolation known(long length, long now) {
        left = length;
        part = Part.MASK;
        maskFilled = 0;
        if (isControl()) {
            ping = isPing() ? new byte[(int) length] : null;
            pingFilled = 0;
            return isControlTooMany(now) ? FrameViolation.TOO_MANY_FRAMES : null;
        }
        messageLength = isInMessage ? messageLength : 0;
        if (length > MAX_MESSAGE - messageLength) {
            return FrameViolation.MESSAGE_TOO_BIG;
        }
        messageLength += length;
        fragments = isInMessage ? fragments + 1 : 1;
        return fragments > MAX_FRAGMENTS ? FrameViolation.TOO_MANY_FRAMES : null;
    }

    private boolean isControlTooMany(long now) {
        long earliest = now - CONTROL_BURST * NANOS_PER_CONTROL_FRAME;
        controlFilled = (controlFilled - earliest < 0 ? earliest : controlFilled) + NANOS_PER_CONTROL_FRAME;
        return controlFilled - now > 0;
    }

    private FrameViolation mask(byte next) {
        mask[maskFilled] = next;
        maskFilled++;
        if (maskFilled == MASK_BYTES) {
            part = Part.PAYLOAD;
        }
        return null;
    }

    private void payload(byte[] bytes, int from, int count) {
        left -= count;
        if (isPing()) {
            for (int i = from; i < from + count; i++) {
                ping[pingFilled] = (byte) (bytes[i] ^ mask[pingFilled % MASK_BYTES]);
                pingFilled++;
            }
        }
    }

    private void endFrame() {
        part = (first & OPCODE) == CONTROL ? Part.NOTHING : Part.FIRST;
        if (!isControl()) {
            isInMessage = (first & FIN) == 0;
        } else if (isPing()) {
            byte[] whole = ping;
            ping = null;
            listener.pinged(whole);
        }
    }

    private boolean isControl() {
        return (first & CONTROL) != 0;
    }

    private boolean isPing() {
        return (first & OPCODE) == 0x9;
    }

    /** What a client may not send, with the close code and reason it gets (RFC 6455 section 7.4). */
    public enum FrameViolation implements ClientConnection.CloseFrame {
        PROTOCOL_ERROR(1002, "Not a WebSocket frame of a client (RFC 6455)"),
        MESSAGE_TOO_BIG(1009, "The message is over 4 KB"),
        TOO_MANY_FRAMES(1008, "Too many pings, pongs or fragments; please slow down"),
        UNFINISHED_MESSAGE(1008, "The message took too long to arrive");

        private final int code;
        private final String reason;

        FrameViolation(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public String reason() {
            return reason;
        }
    }
}
