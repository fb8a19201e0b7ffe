package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.simulator.SimulatorFilter.SimulatorToken;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class InProcessConnectionTest {
    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final SimulatedFinnhub finnhub = new SimulatedFinnhub(Instruments.load(), Usual.seed(7), clock, clock);
    private final List<String> received = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    @Test
    void tradesComeWithoutASocket() {
        InProcessConnection connection = open().orElseThrow();
        connection.send("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}");
        run(Duration.ofSeconds(5));
        assertTrue(received.size() > 1, received.toString());
        assertTrue(received.stream().allMatch(text -> text.endsWith("\"type\":\"trade\"}")));
        connection.close();
        received.clear();
        run(Duration.ofSeconds(5));
        assertEquals(List.of(), received);
        assertEquals(List.of("Closed"), closed);
        assertTrue(open().isPresent());
    }

    @Test
    void otherProgramsCannotTakeItsPlace() {
        for (int i = 0; i < SimulatedFinnhub.MAX_CONNECTIONS; i++) {
            finnhub.open("simulator-" + i, new RecordingConnection());
        }
        assertTrue(finnhub.isFull());
        assertTrue(open().isPresent());
        assertFalse(SimulatorToken.isValid(InProcessConnection.TOKEN));
    }

    @Test
    void messageThatIsNotTakenCostsNoFurtherOne() {
        try (LogWatch quiet = new LogWatch()) {
            InProcessConnection connection = InProcessConnection.open(finnhub, executor, text -> {
                received.add(text);
                throw new IllegalStateException("not taken");
            }, closed::add).orElseThrow();
            connection.send("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}");
            run(Duration.ofSeconds(5));
        }
        assertTrue(received.size() > 1);
        assertEquals(List.of(), closed);
    }

    @Test
    void endOfTheSimulatorIsReported() {
        open();
        finnhub.shutDown();
        assertEquals(List.of("Shutting down"), closed);
    }

    private Optional<InProcessConnection> open() {
        return InProcessConnection.open(finnhub, executor, received::add, closed::add);
    }

    private void run(Duration time) {
        for (long i = 0; i < time.toMillis(); i += 50) {
            clock.advance(Duration.ofMillis(50));
            finnhub.sweep();
            executor.runAll();
        }
    }
}
