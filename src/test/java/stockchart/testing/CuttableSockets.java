package stockchart.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/**
 * Server sockets whose accepted connections can be cut as a failing network does it, without a word, and made deaf, as those of
 * a program that hangs. Any thread.
 */
final class CuttableSockets extends ServerSocketFactory {
    private final Queue<DeafenableSocket> accepted = new ConcurrentLinkedQueue<>();

    /** Resets every connection accepted so far. */
    void cut() {
        for (Socket socket = accepted.poll(); socket != null; socket = accepted.poll()) {
            reset(socket);
        }
    }

    /** Discards what arrives on the connections accepted so far; their end is still noticed. */
    void deafen() {
        accepted.forEach(socket -> socket.deaf = true);
    }

    private static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                DeafenableSocket socket = new DeafenableSocket();
                implAccept(socket);
                accepted.removeIf(Socket::isClosed);
                accepted.add(socket);
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 50, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw new IOException("The server binds its socket itself");
    }

    private static final class DeafenableSocket extends Socket {
        private volatile boolean deaf;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = super.read(buffer, offset, length);
                    while (deaf && count > 0) {
                        count = super.read(buffer, offset, length);
                    }
                    return count;
                }
            };
        }
    }
}
