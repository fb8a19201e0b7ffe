package stockchart.client.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.client.admission.Admission.HandshakeRefusal;
import stockchart.client.protocol.CloseReason;
import stockchart.http.TrustedProxies;
import stockchart.settings.Settings;
import stockchart.testing.ManualClock;

class AdmissionTest {
    private static final int BROWSERS = 5;
    private static final int PER_ADDRESS = 2;
    private static final int HANDSHAKES = 3;

    private final ManualClock clock = new ManualClock();
    private final Admission admission = new Admission(new AdmissionSettings(BROWSERS, PER_ADDRESS, HANDSHAKES, List.of(),
            TrustedProxies.from(new Settings(key -> Optional.empty()))), clock::nanoTime);

    @Test
    void lookingTakesNoPlace() {
        for (int i = 0; i < 10 * BROWSERS; i++) {
            assertEquals(Optional.empty(), look("A"));
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(0, admission.connectionLimit().taken());
    }

    @Test
    void addressThatHasItsPlacesIsRefusedAndNoOther() {
        assertEquals(Optional.empty(), admission.connectionLimit().take("A"));
        assertEquals(Optional.empty(), admission.connectionLimit().take("A"));
        assertEquals(Optional.of(HandshakeRefusal.ADDRESS), look("A"));
        assertEquals(Optional.empty(), look("B"));
        admission.connectionLimit().giveBack("A");
        assertEquals(Optional.empty(), look("A"));
    }

    @Test
    void fullServerRejectsClientsUntilAConnectionCloses() {
        IntStream.range(0, BROWSERS).forEach(i -> admission.connectionLimit().take("A" + i));
        assertEquals(Optional.of(HandshakeRefusal.FULL), look("B"));
        admission.connectionLimit().giveBack("A0");
        assertEquals(Optional.empty(), look("B"));
    }

    @Test
    void clientOverTheLimitIsClosedAndItsConnectionUncounted() {
        IntStream.range(0, PER_ADDRESS).forEach(i -> admission.connectionLimit().take("A"));
        assertEquals(Optional.of(CloseReason.ADDRESS_FULL), admission.connectionLimit().take("A"));
        admission.connectionLimit().giveBack("A");
        assertEquals(Optional.of(HandshakeRefusal.ADDRESS), look("A"));
        IntStream.range(0, BROWSERS - PER_ADDRESS).forEach(i -> assertEquals(Optional.empty(), admission.connectionLimit().take("B" + i)));
        assertEquals(Optional.of(CloseReason.SERVER_FULL), admission.connectionLimit().take("C"));
        admission.connectionLimit().giveBack("C");
        admission.connectionLimit().giveBack("B0");
        assertEquals(Optional.empty(), admission.connectionLimit().take("C"));
        assertEquals(BROWSERS, admission.connectionLimit().taken());
    }

    @Test
    void moreThanMayComeInASecondAreRefusedUntilTheNext() {
        IntStream.range(0, HANDSHAKES).forEach(i -> assertEquals(Optional.empty(), look("A" + i)));
        assertEquals(Optional.of(HandshakeRefusal.RATE), look("B"));
        clock.advance(Duration.ofSeconds(1));
        IntStream.range(0, HANDSHAKES).forEach(i -> assertEquals(Optional.empty(), look("B" + i)));
        assertEquals(Optional.of(HandshakeRefusal.RATE), look("C"));
    }

    @Test
    void requestsThatAreNoHandshakesDoNotUseUpTheRate() {
        IntStream.range(0, 10 * HANDSHAKES).forEach(i -> assertEquals(Optional.empty(), admission.checkLimits("A", false)));
        assertEquals(Optional.empty(), look("B"));
    }

    @Test
    void requestThatIsNoHandshakeIsRefusedAlikeAndNotCounted() {
        IntStream.range(0, HANDSHAKES).forEach(i -> look("A" + i));
        assertEquals(Optional.of(HandshakeRefusal.RATE), admission.checkLimits("B", false));
        IntStream.range(0, PER_ADDRESS).forEach(i -> admission.connectionLimit().take("B"));
        assertEquals(Optional.of(HandshakeRefusal.ADDRESS), admission.checkLimits("B", false));
        assertEquals(Map.of("origin", 0L, "address", 0L, "full", 0L, "rate", 0L), admission.refused());
    }

    @Test
    void rejectedHandshakesDoNotUseUpTheRate() {
        IntStream.range(0, PER_ADDRESS).forEach(i -> admission.connectionLimit().take("A"));
        for (int i = 0; i < 10 * HANDSHAKES; i++) {
            assertEquals(Optional.of(HandshakeRefusal.ADDRESS), look("A"));
        }
        assertEquals(Optional.empty(), look("B"));
    }

    @Test
    void refusedOnesAreCountedByReason() {
        assertEquals(Map.of("origin", 0L, "address", 0L, "full", 0L, "rate", 0L), admission.refused());
        assertEquals(Optional.of(HandshakeRefusal.ORIGIN), admission.checkOrigin("https://evil.example", "chart.example"));
        assertEquals(Optional.empty(), admission.checkOrigin("https://chart.example", "chart.example"));
        assertEquals(Optional.empty(), admission.checkOrigin(null, "chart.example"));
        IntStream.range(0, PER_ADDRESS).forEach(i -> admission.connectionLimit().take("A"));
        look("A");
        look("A");
        IntStream.rangeClosed(0, HANDSHAKES).forEach(i -> look("B"));
        IntStream.range(PER_ADDRESS, BROWSERS).forEach(i -> admission.connectionLimit().take("C" + i));
        look("B");
        look("B");
        look("B");
        assertEquals(Map.of("origin", 1L, "address", 2L, "rate", 1L, "full", 3L), admission.refused());
    }

    private Optional<HandshakeRefusal> look(String client) {
        return admission.checkLimits(client, true);
    }
}
