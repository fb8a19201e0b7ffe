package stockchart.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way from this machine to a port of this machine that can be held up, cut and opened again: what a network does to a
 * connection. While it is held, what is sent waits, and neither side notices. Any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    /** Guarded by the gate. */
    private boolean isHeld;

    /** @param target the port to lead to */
    public FaultProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new AssertionError("No port for the proxy", failure);
        }
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Lets nothing through until {@link #release}. */
    public void hold() {
        synchronized (gate) {
            isHeld = true;
        }
    }

    /** Lets through what has waited, and what comes. */
    public void release() {
        synchronized (gate) {
            isHeld = false;
            gate.notifyAll();
        }
    }

    /** Ends all connections. */
    public void reset() {
        sockets.forEach(FaultProxy::close);
        sockets.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        reset();
        release();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                lead(server.accept());
            }
        } catch (IOException closed) {
            reset();
        }
    }

    /** Where nothing listens, the connection ends. */
    private void lead(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(from);
            sockets.add(to);
            start(() -> pump(from, to));
            start(() -> pump(to, from));
        } catch (IOException refused) {
            close(from);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException ended) {
            // Both sides end below.
        }
        close(from);
        close(to);
        sockets.remove(from);
        sockets.remove(to);
    }

    private void pass() throws InterruptedException {
        synchronized (gate) {
            while (isHeld) {
                gate.wait();
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
