package stockchart.platform.websocket;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What Undertow reads from a client, filtered by a {@link FrameGuard}: a proxy stands in for XNIO's source conduit, whose classes
 * WildFly hides from applications. Nothing is read before there is a guard, so TCP flow control holds the client back.
 *
 * <p>Reads come from one thread at a time, the connection's I/O thread; {@link #open} is called by any.
 */
final class GuardedConduit implements InvocationHandler {
    /** How long a client that keeps sending may take to close its side of the connection once the session has ended. */
    static final Duration LINGER = Duration.ofSeconds(5);
    /** Reads discarded in a row before other connections get their turn. */
    private static final int MOST_READS = 16;

    private final LongSupplier nanoTime;
    /** XNIO's interface and the conduit behind it; written once, before {@link #open} and before the first read. */
    private volatile Class<?> type;
    private volatile Object conduit;
    /** Null before the session is open. */
    private volatile FrameGuard guard;
    /** When something was first read after the end of the session; read thread only. */
    private long lingersSince;
    private boolean isLingering;

    /** @param nanoTime the monotonic clock */
    GuardedConduit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is to be read from instead of another conduit. To be called once. @param interfaceType XNIO's interface */
    Object before(Object unguarded, Class<?> interfaceType) {
        type = interfaceType;
        conduit = unguarded;
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    /** Lets reading begin. @throws ReflectiveOperationException if nothing is read through this */
    void open(FrameGuard first) throws ReflectiveOperationException {
        if (conduit == null) {
            throw new NoSuchMethodException("Undertow reads past the guard");
        }
        guard = first;
        call("wakeupReads");
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        try {
            return switch (method.getName()) {
                case "read" -> arguments.length == 1
                        ? (Object) read(method, (ByteBuffer) arguments[0])
                        : (Object) (long) readFirst(method, (ByteBuffer[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                case "transferTo" -> throw new IOException("A WebSocket's bytes are read into buffers only");
                default -> method.invoke(conduit, arguments);
            };
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private int read(Method read, ByteBuffer buffer) throws ReflectiveOperationException {
        if (isToWait()) {
            return 0;
        }
        for (int i = 0; i < MOST_READS; i++) {
            if (isOver()) {
                // As XNIO does itself at the end of a stream: the connection is gone once both its sides are ended.
                call("terminateReads");
                return -1;
            }
            int start = buffer.position();
            int count = (int) read.invoke(conduit, buffer);
            if (count <= 0) {
                return count;
            }
            int kept = admit(buffer, start, count);
            if (kept > 0) {
                return kept;
            }
        }
        return 0;
    }

    private boolean isToWait() throws ReflectiveOperationException {
        if (guard != null) {
            return false;
        }
        call("suspendReads");
        if (guard != null) {
            // It was opened meanwhile, perhaps before reads were suspended.
            call("wakeupReads");
        }
        return true;
    }

    private boolean isOver() {
        if (!guard.hasEnded()) {
            return false;
        }
        if (!isLingering) {
            isLingering = true;
            lingersSince = nanoTime.getAsLong();
        }
        return nanoTime.getAsLong() - lingersSince > LINGER.toNanos();
    }

    private void call(String method) throws ReflectiveOperationException {
        type.getMethod(method).invoke(conduit);
    }

    private int admit(ByteBuffer buffer, int start, int count) {
        byte[] bytes = new byte[count];
        buffer.get(start, bytes);
        int kept = guard.admit(bytes, 0, count);
        buffer.put(start, bytes, 0, kept);
        buffer.position(start + kept);
        return kept;
    }

    /** Reads into the first buffer that has room, which is as much as a read promises. */
    private int readFirst(Method ofMany, ByteBuffer[] buffers, int offset, int length) throws ReflectiveOperationException {
        Method ofOne = ofMany.getDeclaringClass().getMethod("read", ByteBuffer.class);
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].hasRemaining()) {
                return read(ofOne, buffers[i]);
            }
        }
        return 0;
    }
}
