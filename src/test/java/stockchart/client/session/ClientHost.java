package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stockchart.client.admission.Admission;
import stockchart.client.admission.AdmissionSettings;
import stockchart.http.TrustedProxies;
import stockchart.hub.Subscriptions;
import stockchart.settings.Settings;
import stockchart.testing.ManualClock;
import stockchart.testing.MarketTruth;

/** What {@linkplain ClientModel clients} connect to, and what they compare it with. Confined to the test's thread. */
public final class ClientHost {
    final Subscriptions registry;
    final ManualClock clock;
    final MarketTruth truth;
    /** What a client may request. */
    final List<String> symbols;
    final ClientSettings settings = new ClientSettings(8, 10, Duration.ofSeconds(6));
    /** Whether clients keep still and read what they get. */
    public boolean calm;
    final ClientRegistry clients;

    public ClientHost(Subscriptions registry, ManualClock clock, MarketTruth truth, List<String> symbols) {
        this.registry = registry;
        this.clock = clock;
        this.truth = truth;
        this.symbols = symbols;
        registry.addListener(this::noteTapes);
        Admission admission = new Admission(new AdmissionSettings(1_000, 1_000, 1_000, List.of(),
                TrustedProxies.from(new Settings(key -> Optional.empty()))), clock::nanoTime);
        this.clients = new ClientRegistry(registry, settings, admission, new ConnectionDraining(clock::nanoTime, nanos -> { }), clock::nanoTime);
    }

    /** The server's step, once a second. */
    public void watch() {
        clients.watch(clock.nanoTime());
    }

    /** Fails if anything is left of clients that are gone. */
    public void verifyEmpty() {
        watch();
        assertEquals(0, clients.count(), "clients that count as connected");
        assertEquals(0, clients.watched(), "clients that are watched");
    }

    /** What is carried now has a tape from now on. */
    private void noteTapes() {
        registry.demandedSymbols().forEach(symbol -> truth.carried(symbol.value()));
    }
}
