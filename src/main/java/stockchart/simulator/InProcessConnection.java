package stockchart.simulator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.websocket.ClientConnection;

/**
 * The application's own connection to its simulator: without a socket, so that the server's address need not be known and no
 * connection of another program is taken. Any thread.
 */
public final class InProcessConnection {
    /** No key that a socket may come with is empty, so no other client can have it. */
    static final String TOKEN = "";

    private final SimulatedFinnhub finnhub;
    private final SimulatorConnection connection;

    private InProcessConnection(SimulatedFinnhub finnhub, SimulatorConnection connection) {
        this.finnhub = finnhub;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param received called with each message, one at a time, on threads of the executor
     * @param closed called with the reason when the simulator ends the connection
     * @return empty if there was such a connection already; as Finnhub does, the simulator then ends both
     */
    static Optional<InProcessConnection> open(SimulatedFinnhub finnhub, Executor executor, Consumer<String> received,
            Consumer<String> closed) {
        return finnhub.open(TOKEN, new Inlet(executor, received, closed))
                .map(connection -> new InProcessConnection(finnhub, connection));
    }

    /** Takes a command, as the socket would. */
    public void send(String text) {
        connection.onText(text);
    }

    /** Ends the connection from this side. */
    public void close() {
        finnhub.remove(connection, "Closed");
    }

    /** The direction from the simulator to the application. The next message is sent when this one was received, see SendLoop. */
    private static final class Inlet implements ClientConnection {
        private static final Logger LOG = System.getLogger(Inlet.class.getName());

        private final Executor executor;
        private final Consumer<String> received;
        private final Consumer<String> closed;
        private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.ERROR);

        Inlet(Executor executor, Consumer<String> received, Consumer<String> closed) {
            this.executor = executor;
            this.received = received;
            this.closed = closed;
        }

        @Override
        public void send(String text, Consumer<Optional<Throwable>> done) {
            try {
                executor.execute(() -> receive(text, done));
            } catch (RejectedExecutionException noThread) {
                done.accept(Optional.of(noThread));
            }
        }

        private void receive(String text, Consumer<Optional<Throwable>> done) {
            try {
                received.accept(text);
            } catch (RuntimeException mistake) {
                failed.log(() -> "A simulated message was lost", mistake);
            } finally {
                done.accept(Optional.empty());
            }
        }

        @Override
        public void ping() {
            // There is no proxy on the way that could close it as idle.
        }

        @Override
        public void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
            done.accept(Optional.empty());
        }

        @Override
        public void close(CloseFrame frame) {
            closed.accept(frame.reason());
        }
    }
}
