package stockchart.firstvisit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.History;
import stockchart.history.HistoryStatus.State;
import stockchart.history.PastCandles.Request;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;

/**
 * Prepares the first visit to the page while the server starts, so that its chart has a whole day at once: the first request for
 * candles costs many times what a later one does. With simulated prices only, because other providers are asked for nothing that no
 * reader wants. A shell without logic; nothing waits for it but the line that the server is ready.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class FirstView {
    private static final long EVERY_MILLIS = 250;
    private static final int ATTEMPTS = 40;
    /** From Monday before the opening back to Friday's. */
    private static final long REACH_MILLIS = Duration.ofDays(4).toMillis();

    @Inject
    private StartList list;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private SymbolCatalog catalog;

    @Inject
    private History history;

    @Inject
    private Liveness liveness;

    private FirstDays days;
    private PeriodicTask stepping;

    @PostConstruct
    void start() {
        days = new FirstDays(this::wanted, this::fetch, ATTEMPTS);
        stepping = liveness.start("first view", () -> {
            if (!days.step()) {
                stepping.stop();
            }
        }, EVERY_MILLIS);
    }

    @PreDestroy
    void stop() {
        stepping.stop();
    }

    private List<Symbol> wanted() {
        FeedStatus feed = registry.stats().status();
        boolean isOpen = List.of(State.RECORDING, State.FOLLOWING).contains(history.status().state());
        boolean isPossible = isOpen && feed.simulated() && feed.state() != FeedStatus.State.CONNECTING && !catalog.snapshot().isEmpty();
        return isPossible ? list.symbols() : List.of();
    }

    private void fetch(Symbol symbol, Runnable then) {
        long now = Clock.systemUTC().millis();
        Request request = new Request(symbol, Width.MINUTE, now - REACH_MILLIS, now + Width.MINUTE.millis(),
                LongUnaryOperator.identity(), "the first view");
        history.past().ifPresentOrElse(past -> past.get(request, candles -> then.run()), then);
    }

    /** Whether a first visit would see its chart's day at once, or will have to wait for it. Any thread; public for the proxy. */
    public boolean isReady() {
        return days.isReady();
    }
}
