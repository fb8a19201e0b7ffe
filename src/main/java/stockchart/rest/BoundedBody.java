package stockchart.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * An answer that may be neither longer nor slower than it should: a drop every few seconds would never run into a time-out, and
 * a small compressed answer may be a huge one. Confined to the thread that reads it.
 */
final class BoundedBody extends FilterInputStream {
    /** An answer that has begun may take so many times the time-out as a whole. */
    static final int TIMEOUTS = 5;

    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final long start;
    private final long maxNanos;
    private long bytes;

    BoundedBody(InputStream body, RestCall call, LongSupplier nanoTime) {
        super(body);
        this.maxBytes = call.maxBytes();
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.maxNanos = call.timeout().multipliedBy(TIMEOUTS).toNanos();
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        checked(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        checked(Math.max(0, count));
        return count;
    }

    private void checked(int more) throws IOException {
        bytes += more;
        if (bytes > maxBytes) {
            throw new IOException("The answer is longer than " + maxBytes + " bytes");
        }
        if (nanoTime.getAsLong() - start > maxNanos) {
            throw new IOException("The answer does not come to an end");
        }
    }
}
