package stockchart.feed;

import java.time.Duration;
import java.util.concurrent.Executor;
import stockchart.hub.FeedLease;
import stockchart.hub.Subscriptions;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.simulator.Simulator;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;

/** The feed on virtual time and chosen threads, for tests in other packages. Confined to the test's thread. */
public final class FeedRig {
    /** How long an open connection may be silent. */
    public static final Duration SILENCE = Duration.ofSeconds(10);

    /** Longer than the time between two of its pings. */
    private static final Duration SIMULATOR_SILENCE = Duration.ofSeconds(150);

    private final FeedConnector connector;

    public FeedRig(Subscriptions registry, FinnhubModel finnhub, ManualClock clock, Executor executor, Executor dialling,
            Dice dice) {
        this(registry, finnhub, new FeedSettings(false, Duration.ofSeconds(70), SILENCE),
                new FeedConnector.Environment(clock, clock::nanoTime, dice::share, new SerialExecutor(executor, clock::nanoTime), dialling));
        finnhub.tradesTaken = connector.counters()::trades;
    }

    private FeedRig(Subscriptions registry, FeedDialer dialer, FeedSettings settings, FeedConnector.Environment environment) {
        connector = new FeedConnector(registry, registry, FeedLease.ALWAYS, dialer, settings, environment);
        registry.addListener(connector);
    }

    /** The feed from the built-in simulator. */
    public static FeedRig on(Simulator simulator, Subscriptions registry, ManualClock clock, Executor executor) {
        return new FeedRig(registry, new SimulatorDialer(simulator), new FeedSettings(true, Duration.ofSeconds(70), SIMULATOR_SILENCE),
                new FeedConnector.Environment(clock, clock::nanoTime, () -> 0.5, new SerialExecutor(executor, clock::nanoTime), executor));
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
