package stockchart.platform.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.websocket.Session;
import java.io.IOException;
import stockchart.platform.FieldPath;

/**
 * What Tyrus reads from a client, filtered by a {@link FrameGuard}. Tyrus is not notified of data before {@link #listen()}, when
 * the session is open and its guard is installed.
 *
 * <p>Confined to the thread that opens the session, then to the one that reads.
 */
final class GuardedInput extends ServletInputStream {
    /** From Tyrus' writer to the upgrade's handler behind its proxy, and what it reads from. */
    private static final FieldPath INPUT = new FieldPath("tyrusHttpUpgradeHandler", "handler", "is");

    private final ServletInputStream input;
    /** Null before there is one. */
    private FrameGuard guard;
    /** Null before there is one. */
    private ReadListener listener;

    GuardedInput(ServletInputStream input) {
        this.input = input;
    }

    /** @throws ReflectiveOperationException if this is not a Tyrus session whose handshake was a {@link GuardedUpgrade} */
    static void install(Session session, FrameGuard guard) throws ReflectiveOperationException {
        Object writer = TyrusWriter.of(session).orElseThrow(() -> new NoSuchFieldException("No writer of Tyrus'"));
        if (!(INPUT.end(writer) instanceof GuardedInput input)) {
            throw new NoSuchFieldException("Tyrus reads past the guard");
        }
        input.guard = guard;
    }

    /** Notifies Tyrus of data that has arrived, and from now on. */
    void listen() {
        if (listener != null) {
            input.setReadListener(listener);
        }
    }

    /** Returns 0 if everything that was read is discarded. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = input.read(bytes, offset, length);
        return count > 0 && guard != null ? guard.admit(bytes, offset, count) : count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        while (count == 0) {
            count = read(one, 0, 1);
        }
        return count < 0 ? count : one[0] & 0xff;
    }

    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public boolean isReady() {
        return input.isReady();
    }

    @Override
    public void setReadListener(ReadListener reader) {
        listener = reader;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
