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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import stockchart.history.HistoryStatus.State;
import stockchart.hub.CandleSource;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator;

/**
 * Runs the {@link Recorder} on the server's threads, and passes on to the hub which symbols are recorded without viewers. A shell
 * without logic; deployment does not wait for the database.
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
    private RecentSymbols recent;
    private PeriodicTask ticking;
    /** These are null if candles are not kept. */
    private StoreAccess access;
    private Recorder recorder;
    private Readers readers;
    private SerialExecutor writing;

    @PostConstruct
    void start() {
        HistorySettings settings = HistorySettings.from(Settings.ofServer());
        Clock clock = Clock.systemUTC();
        started = clock.millis();
        CandleSource source = registry.candles();
        recent = new RecentSymbols(source, clock);
        RecordSettings record = RecordSettings.from(Settings.ofServer());
        Runnable plan = () -> source.record(record.isRecent() ? recent.inOrder() : record.listed());
        if (!settings.isOn()) {
            ticking = liveness.start(scheduler, "history", () -> {
                recent.look();
                plan.run();
            }, TICK_MILLIS);
            return;
        }
        stopNanos = Math.max(LEAST_STOP_NANOS, HistorySettings.stopTime(Settings.ofServer()).toNanos());
        OptionalInt prices = simulator.prices().map(text -> OptionalInt.of(text.hashCode())).orElse(OptionalInt.empty());
        access = new StoreAccess(settings.database().apply(clock), settings.prefix(), new FirstOpening(prices), clock,
                System::nanoTime);
        readers = new Readers(access);
        recorder = new Recorder(source, access, recent, symbol -> TradingDay.of(symbol, settings.forexExchanges()), settings,
                clock, System::nanoTime);
        writing = new SerialExecutor(executor);
        Runnable step = writing.coalescing(() -> {
            plan.run();
            recorder.step();
        });
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
        ticking.stop();
        if (recorder != null) {
            readers.close();
            recorder.stop(stopNanos);
        }
    }

    /** Reads what is kept; empty if nothing is. Public for the proxy. */
    public Optional<Readers> readers() {
        return Optional.ofNullable(readers);
    }

    /** The symbols that clients watch or have watched, the last ones first. Any thread; public for the proxy. */
    public List<Symbol> recentSymbols() {
        recent.look();
        return recent.inOrder();
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
