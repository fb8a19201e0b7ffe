package stockchart.container;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;

/**
 * What Tyrus reads from a client, after a {@link FrameGuard}. It is put into the field where Tyrus' upgrade handler keeps the
 * servlet's input stream. Tyrus reads nothing before a session's {@code @OnOpen} has returned, so a guard that is set there sees
 * everything.
 *
 * <p>Confined to the thread that reads.
 */
final class GuardedInput extends ServletInputStream {
    private static final FieldPath UPGRADE_HANDLER = new FieldPath("tyrusHttpUpgradeHandler", "handler");
    private static final String INPUT = "is";

    private final ServletInputStream input;
    private final FrameGuard guard;

    GuardedInput(ServletInputStream input, FrameGuard guard) {
        this.input = input;
        this.guard = guard;
    }

    /** @throws ReflectiveOperationException if the session is not one of Tyrus' behind a servlet */
    static void install(Session session, FrameGuard guard) throws ReflectiveOperationException {
        Object writer = TyrusWriter.of(session).orElseThrow(() -> new NoSuchFieldException("No writer of Tyrus'"));
        Object handler = UPGRADE_HANDLER.end(writer);
        Field input = FieldPath.field(handler.getClass(), INPUT);
        input.set(handler, new GuardedInput((ServletInputStream) input.get(handler), guard));
    }

    /** Returns 0 if everything that was read is discarded. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = input.read(bytes, offset, length);
        return count > 0 ? guard.admit(bytes, offset, count) : count;
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
    public void setReadListener(ReadListener listener) {
        input.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
