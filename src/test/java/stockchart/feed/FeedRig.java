package stockchart.feed;

import java.time.Duration;
import java.util.concurrent.Executor;
import stockchart.hub.Subscriptions;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;

/** The feed on virtual time and chosen threads, for tests in other packages. Confined to the test's thread. */
public final class FeedRig {
    /** How long an open connection may say nothing. */
    public static final Duration SILENCE = Duration.ofSeconds(10);

    private final FeedConnector connector;

    public FeedRig(Subscriptions registry, FinnhubModel finnhub, ManualClock clock, Executor executor, Executor dialling,
            Dice dice) {
        connector = new FeedConnector(registry, registry, finnhub, new FeedSettings(false, Duration.ofSeconds(70), SILENCE),
                new FeedConnector.Environment(clock, clock::nanoTime, dice::share, new SerialExecutor(executor, clock::nanoTime), dialling));
        finnhub.tradesTaken = connector.counters()::trades;
        registry.addListener(connector);
    }

    /** The recurring step, due every 100 ms. */
    public void tick() {
        connector.tick();
    }

    /** The application stops. */
    public void stop() {
        connector.stop();
    }
}
