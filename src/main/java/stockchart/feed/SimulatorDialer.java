package stockchart.feed;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.simulator.InProcessConnection;
import stockchart.simulator.Simulator;

/** Connects to the built-in simulator, within this process. Any thread. */
final class SimulatorDialer implements FeedDialer {
    private final Simulator simulator;

    SimulatorDialer(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public FeedDialer.Link dial(Listener listener) throws IOException {
        return simulator.connect(listener::received, listener::closed).map(InProcessLink::new)
                .orElseThrow(() -> new IOException("The simulator takes no second connection"));
    }

    private record InProcessLink(InProcessConnection connection) implements FeedDialer.Link {
        @Override
        public void send(String text, Consumer<Optional<Throwable>> done) {
            connection.send(text);
            done.accept(Optional.empty());
        }

        @Override
        public void ping() {
            // There is no proxy on the way.
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
