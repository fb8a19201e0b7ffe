package stockchart.browser;

import java.time.Duration;
import java.util.List;
import stockchart.subscription.Subscriptions;
import stockchart.testing.ManualClock;
import stockchart.testing.MarketTruth;

/** What {@linkplain ClientModel clients} connect to, and what they compare it with. Confined to the test's thread. */
public final class ClientHost {
    final Subscriptions registry;
    final ManualClock clock;
    final MarketTruth truth;
    /** What a client may want. */
    final List<String> symbols;
    final BrowserSettings settings = new BrowserSettings(8, 10, Duration.ofSeconds(6));
    /** Whether clients keep still and read what they get. */
    public boolean calm;

    public ClientHost(Subscriptions registry, ManualClock clock, MarketTruth truth, List<String> symbols) {
        this.registry = registry;
        this.clock = clock;
        this.truth = truth;
        this.symbols = symbols;
    }

    /** A command was carried out: what is carried now has a tape from now on. */
    void noteTapes() {
        registry.demandedSymbols().forEach(symbol -> truth.carried(symbol.value()));
    }
}
