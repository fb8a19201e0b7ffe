package stockchart.history;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.HistoryStatus.State;
import stockchart.history.backfill.Backfill;
import stockchart.history.backfill.BackfillStatus;
import stockchart.history.providers.ProviderKeys;
import stockchart.history.providers.Providers;
import stockchart.hub.CandleSource;
import stockchart.hub.CandleSource.Recording;
import stockchart.hub.ClusterStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.MonotonicClock;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.rest.FinnhubRest;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator;

/**
 * Runs the {@link Recorder} and the {@link Backfill} on the server's threads, and passes on to the hub which symbols are recorded
 * without viewers. A shell without logic; deployment does not wait for the database.
 */
@Singleton
@Startup
@DependsOn("ClusterMember")
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
    private SymbolCatalog catalog;

    @Inject
    private FinnhubRest rest;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedExecutorService executor;

    private long stopNanos;
    private long started;
    private RecentSymbols recent;
    private PeriodicTask ticking;
    /** These are null if candles are not kept. */
    private StoreAccess access;
    private Recorder recorder;
    private Readers readers;
    private Backfill backfill;
    private CandleAnswers answers;
    private PastCandles past;
    private SerialExecutor writing;
    /** Requests a step of the recorder. */
    private Runnable step;
    private SerialExecutor fetching;

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
            ticking = liveness.start("history", () -> {
                recent.look();
                plan.run();
            }, TICK_MILLIS);
            return;
        }
        stopNanos = Math.max(LEAST_STOP_NANOS, HistorySettings.stopTime(Settings.ofServer()).toNanos());
        OptionalInt prices = simulator.prices().map(text -> OptionalInt.of(text.hashCode())).orElse(OptionalInt.empty());
        access = new StoreAccess(settings.database().apply(clock), settings.prefix(), new FirstOpening(prices), this::isRecorder, clock,
                System::nanoTime);
        readers = new Readers(access);
        writing = new SerialExecutor(executor);
        OfferedWrites offered = new OfferedWrites(() -> step.run());
        Function<Symbol, TradingDay> days = symbol -> TradingDay.of(symbol, settings.forexExchanges());
        recorder = new Recorder(source, access, recent, days, offered, settings, clock, System::nanoTime);
        step = writing.coalescing(() -> {
            plan.run();
            recorder.step();
        });
        backfill = new Backfill(new Backfill.Parts(Providers.from(Settings.ofServer(), rest.client(), clock, System::nanoTime),
                ProviderKeys.number(Settings.ofServer()), new CatalogListings(catalog, days),
                () -> access.isRecorder() ? source.recordings().stream().map(Recording::symbol).toList() : List.of(),
                readers, offered, recorder::oldest, clock, new MonotonicClock(), () -> ThreadLocalRandom.current().nextDouble()));
        answers = new CandleAnswers(readers, backfill, days, new FetchLimit(System::nanoTime), executor);
        past = new PastCandles(answers, executor);
        fetching = new SerialExecutor(executor);
        // Before the database is open, and while it is away, its state says so.
        Runnable fetch = fetching.coalescing(() -> {
            if (access.isOpen()) {
                backfill.step();
            }
        });
        backfill.wakeUpBy(fetch);
        source.keepBy(step);
        step.run();
        ticking = liveness.start("history", () -> {
            step.run();
            writing.resume();
            fetch.run();
            fetching.resume();
        }, TICK_MILLIS);
    }

    /** In a cluster the server that has the connection to Finnhub. */
    private boolean isRecorder() {
        return registry.stats().cluster().map(status -> status.role() == ClusterStatus.Role.HOLDER).orElse(true);
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

    /** Answers requests for candles; empty if none are kept. Public for the proxy. */
    public Optional<CandleAnswers> answers() {
        return Optional.ofNullable(answers);
    }

    /** Known candles of any length; empty if none are kept. Public for the proxy. */
    public Optional<PastCandles> past() {
        return Optional.ofNullable(past);
    }

    /** The symbols that clients watch or have watched, the last ones first. Any thread; public for the proxy. */
    public List<Symbol> recentSymbols() {
        recent.look();
        return recent.inOrder();
    }

    /** What is reported to operators and to the page. Any thread; public for the proxy. */
    public HistoryStatus status() {
        if (recorder == null) {
            return new HistoryStatus(State.OFF, started, State.OFF.sentence(), 0, OptionalLong.empty(), 0, 0, 0, 0, 0,
                    BackfillStatus.NONE);
        }
        return new HistoryStatus(access.state(), access.since(), access.message(), recorder.rows(), access.bytes(),
                recorder.untaken(), TimeUnit.NANOSECONDS.toMillis(recorder.lag(System.nanoTime())), recorder.written(),
                access.failures(), recorder.lost(), backfill.status());
    }
}
