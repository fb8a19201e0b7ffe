package stockchart.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that may not be longer than it should: a small compressed one may be huge. Confined to the thread that reads it. */
final class BoundedBody extends FilterInputStream {
    private final long maxBytes;
    private long bytes;

    BoundedBody(InputStream body, long maxBytes) {
        super(body);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        counted(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        counted(Math.max(0, count));
        return count;
    }

    private void counted(int more) throws IOException {
        bytes += more;
        if (bytes > maxBytes) {
            throw new IOException("The answer is longer than " + maxBytes + " bytes");
        }
    }
}
