package stockchart.history;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import stockchart.history.HistoryStatus.State;
import stockchart.hub.CandleSource;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.TradingDay;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator;

/**
 * Runs the {@link Recorder} on the server's threads. A shell without logic; deployment does not wait for
 * the database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class History {
    private static final long TICK_MILLIS = 1_000;
    /** Even if clients need no time to leave. */
    private static final long LEAST_STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Simulator simulator;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private long stopNanos;
    private long started;
    /** These are null if candles are not kept. */
    private StoreAccess access;
    private Recorder recorder;
    private Readers readers;
    private SerialExecutor writing;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        HistorySettings settings = HistorySettings.from(Settings.ofServer());
        Clock clock = Clock.systemUTC();
        started = clock.millis();
        if (!settings.isOn()) {
            return;
        }
        stopNanos = Math.max(LEAST_STOP_NANOS, HistorySettings.stopTime(Settings.ofServer()).toNanos());
        OptionalInt prices = simulator.prices().map(text -> OptionalInt.of(text.hashCode())).orElse(OptionalInt.empty());
        access = new StoreAccess(settings.database().apply(clock), settings.prefix(), new FirstOpening(prices), clock,
                System::nanoTime);
        readers = new Readers(access);
        CandleSource source = registry.candles();
        recorder = new Recorder(source, access, symbol -> TradingDay.of(symbol, settings.forexExchanges()), settings, clock,
                System::nanoTime);
        writing = new SerialExecutor(executor);
        Runnable step = writing.coalescing(recorder::step);
        source.keepBy(step);
        step.run();
        ticking = liveness.start(scheduler, "history", () -> {
            step.run();
            writing.resume();
        }, TICK_MILLIS);
    }

    /**
     * Writes what is left and closes the database. Called first when the servlet context ends: when Payara destroys beans, it loads
     * no class of the application any more.
     */
    @PreDestroy
    public void stop() {
        if (recorder != null) {
            ticking.stop();
            readers.close();
            recorder.stop(stopNanos);
        }
    }

    /** Reads what is kept; empty if nothing is. Public for the proxy. */
    public Optional<Readers> readers() {
        return Optional.ofNullable(readers);
    }

    /** What is reported to operators and to the page. Any thread; public for the proxy. */
    public HistoryStatus status() {
        if (recorder == null) {
            return new HistoryStatus(State.OFF, started, State.OFF.sentence(), 0, OptionalLong.empty(), 0, 0, 0, 0, 0);
        }
        return new HistoryStatus(access.state(), access.since(), access.message(), recorder.rows(), access.bytes(),
                recorder.untaken(), TimeUnit.NANOSECONDS.toMillis(recorder.lag(System.nanoTime())), recorder.written(),
                access.failures(), recorder.lost());
    }
}
