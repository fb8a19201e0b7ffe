package stockchart.history.backfill;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import stockchart.history.backfill.Plan.Page;
import stockchart.history.backfill.Want.Origin;
import stockchart.history.providers.HistoryProvider;
import stockchart.history.providers.HistoryProvider.Coverage;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.history.providers.RefusedException;
import stockchart.history.sources.Intervals;
import stockchart.history.sources.Knowledge;
import stockchart.history.sources.Knowledge.Asked;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.history.store.ProvidedPage;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/**
 * Fetches candles that are lacking, a page at a time: first what readers want, in their order, then what is wanted of recorded
 * symbols. The first provider that has such candles and does not refuse them is asked. A page is written before the next one is
 * requested, so that nothing piles up while the database is away.
 *
 * <p>{@link #step} is confined to one thread at a time and blocks on providers and the database; the rest is for any thread and
 * never blocks.
 */
public final class Backfill {
    private static final Logger LOG = System.getLogger(Backfill.class.getName());
    /** Looked at in one step, at most: each costs a few reads of the database. */
    private static final int MOST_LOOKS = 25;
    /** From one page for recorded symbols to the next: most of a provider's requests are left to readers, who wait for them. */
    static final Duration RECORDED_PAUSE = Duration.ofSeconds(3);
    /** Series whose last request up to now is remembered. */
    private static final int MOST_ASKED = 5_000;

    private final RateLimitedLog unreadable = new RateLimitedLog(LOG, Level.WARNING);
    private final Map<String, ProviderState> providers = new LinkedHashMap<>();
    private final Refusals refusals;
    private final Listings listings;
    private final Supplier<Collection<Symbol>> symbols;
    private final StoreReader reader;
    private final StoreWrites writes;
    private final ToLongFunction<Width> oldest;
    private final Clock clock;
    private final Clock steady;
    private final WantQueue queue;
    private final RecordedWants recorded;
    private final AtomicBoolean isWriting = new AtomicBoolean();
    /** Guarded by itself. When a provider was last asked for candles up to then, by the time of day. */
    private final Map<Series, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Series, Asked> eldest) {
            return size() > MOST_ASKED;
        }
    };
    /** When the next page for recorded symbols may be requested, on the steady clock. Confined to the thread that steps. */
    private long recordedDue;
    private volatile Runnable wakeUp = () -> { };

    /** Where the rows of symbols are found. Any thread; never blocks. */
    public interface Listings {
        /** The row of a symbol; empty if no list has it, or not yet. */
        Optional<Listing> find(Symbol symbol);

        /** Whether the lists are there. */
        boolean areThere();
    }

    /** Reads the history beside its writer. */
    @FunctionalInterface
    public interface StoreReader {
        /** @throws SQLException if it cannot be read now */
        <T> T read(CandleStore.Reading<T> reading) throws SQLException;
    }

    /**
     * What a back-fill works with.
     *
     * @param providers the preferred first
     * @param keys a number that is another one if the key of any of them is
     * @param symbols those that are recorded
     * @param oldest the oldest candles of a width that are kept, in milliseconds since 1970-01-01 UTC
     * @param clock the time of day
     * @param steady a clock that does not jump
     * @param random a number from 0 to 1, 1 excluded
     */
    public record Parts(List<HistoryProvider> providers, long keys, Listings listings, Supplier<Collection<Symbol>> symbols, StoreReader reader,
            StoreWrites writes, ToLongFunction<Width> oldest, Clock clock, Clock steady, DoubleSupplier random) {
        public Parts {
            providers = List.copyOf(providers);
        }
    }

    public Backfill(Parts parts) {
        parts.providers().forEach(provider -> providers.put(provider.id(),
                new ProviderState(provider, parts.clock(), parts.steady(), parts.random())));
        this.refusals = new Refusals(providers.values(), parts.keys(), parts.writes(), parts.clock());
        this.listings = parts.listings();
        this.symbols = parts.symbols();
        this.reader = parts.reader();
        this.writes = parts.writes();
        this.oldest = parts.oldest();
        this.clock = parts.clock();
        this.steady = parts.steady();
        this.queue = new WantQueue(parts.steady());
        this.recorded = new RecordedWants(parts.clock(), parts.steady());
    }

    /** Sets what has the next step made soon. */
    public void wakeUpBy(Runnable signal) {
        wakeUp = signal;
    }

    /** Reads what is known of what is wanted. On any thread that may block. */
    public Knowledge knowledge(CandleStore store, Want want, TradingDay day) throws SQLException {
        return Knowledge.read(store, want.symbol(), new Intervals(want.width(), day), want.from(), want.to(),
                List.copyOf(providers.keySet()), id -> asked(new Series(want.symbol(), want.width(), id)), clock.millis());
    }

    /** Whether some provider may have candles of a symbol; also while the lists of symbols are not there. */
    public boolean mayCover(Symbol symbol, Width width) {
        Optional<Listing> listing = listings.find(symbol);
        return listing.map(row -> !covering(row, width).isEmpty()).orElse(!providers.isEmpty() && !listings.areThere());
    }

    /** The oldest candles of a symbol that can be fetched, in milliseconds since 1970-01-01 UTC; later than all if none can. */
    public long oldest(Symbol symbol, Width width) {
        return listings.find(symbol).flatMap(row -> covering(row, width).stream().findFirst()
                .flatMap(state -> state.provider.coverage(row, width)))
                .map(coverage -> Math.max(oldest.applyAsLong(width), clock.millis() - coverage.reach().toMillis())).orElse(Long.MAX_VALUE);
    }

    /** The time of day, in milliseconds since 1970-01-01 UTC. */
    public long now() {
        return clock.millis();
    }

    /** Whether candles that a reader wants are lacking and may come. */
    public boolean isLacking(Knowledge knowledge, Want want) {
        Optional<Listing> listing = listings.find(want.symbol());
        return listing.map(row -> {
            List<ProviderState> covering = covering(row, want.width());
            return !covering.isEmpty() && plan(knowledge, want, row, covering, covering.get(0)).isPresent();
        }).orElse(!providers.isEmpty() && !listings.areThere());
    }

    /** Requests what a reader wants, ahead of what is wanted of recorded symbols; returns whether there was room for it. */
    public boolean request(Want want, Want.Listener listener) {
        boolean isTaken = queue.add(want, listener);
        wakeUp.run();
        return isTaken;
    }

    /** Requests one page of what is lacking, if there is something; called about once a second, and when signalled. */
    public void step() {
        if (isWriting.get() || providers.isEmpty()) {
            return;
        }
        try {
            if (!refusals.isLoaded()) {
                reader.read(store -> {
                    refusals.load(store);
                    return null;
                });
            }
            if (!serveReaders()) {
                serveRecorded();
            }
        } catch (SQLException failure) {
            // The state of the history says so.
            unreadable.log(() -> "Nothing is back-filled while the history cannot be read: " + failure);
            queue.waiting().forEach(want -> queue.paused(want, true));
        }
    }

    /** Returns whether a page is being written. */
    private boolean serveReaders() throws SQLException {
        for (Want want : queue.waiting()) {
            switch (attempt(want)) {
                case WRITING -> {
                    return true;
                }
                case NOTHING -> queue.paused(want, false);
                case LATER -> queue.paused(want, true);
            }
        }
        return false;
    }

    private void serveRecorded() throws SQLException {
        if (steady.millis() < recordedDue) {
            return;
        }
        TreeSet<Symbol> present = new TreeSet<>(symbols.get());
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Want> next = recorded.next(present);
            if (next.isEmpty() || !queue.waiting().isEmpty()) {
                return;
            }
            Outcome outcome = attempt(next.get());
            if (outcome == Outcome.WRITING) {
                recordedDue = steady.millis() + RECORDED_PAUSE.toMillis();
                return;
            }
            // Also if it has to wait: others may be had meanwhile.
            recorded.later(next.get(), outcome == Outcome.LATER);
        }
        wakeUp.run();
    }

    private enum Outcome {
        /** A page was fetched and is being written. */
        WRITING,
        /** Nothing is lacking that can be had. */
        NOTHING,
        /** Something is lacking and may be had later. */
        LATER
    }

    private Outcome attempt(Want want) throws SQLException {
        Optional<Listing> listing = listings.find(want.symbol());
        if (listing.isEmpty()) {
            return listings.areThere() ? Outcome.NOTHING : Outcome.LATER;
        }
        List<ProviderState> covering = covering(listing.get(), want.width());
        if (covering.isEmpty()) {
            return Outcome.NOTHING;
        }
        if (covering.stream().noneMatch(state -> state.isDue(want.symbol(), want.width()))) {
            return Outcome.LATER;
        }
        Knowledge knowledge = reader.read(store -> knowledge(store, want, listing.get().day()));
        boolean isLacking = false;
        for (ProviderState state : covering) {
            Optional<Page> page = plan(knowledge, want, listing.get(), covering, state);
            if (page.isPresent()) {
                isLacking = true;
                if (state.isDue(want.symbol(), want.width()) && fetch(state, listing.get(), want, page.get())) {
                    return Outcome.WRITING;
                }
                // Another one is asked only in place of one that fails.
                if (state.isWaiting()) {
                    return Outcome.LATER;
                }
            }
        }
        return isLacking && !covering(listing.get(), want.width()).isEmpty() ? Outcome.LATER : Outcome.NOTHING;
    }

    private Optional<Page> plan(Knowledge knowledge, Want want, Listing listing, List<ProviderState> covering, ProviderState state) {
        Coverage coverage = state.provider.coverage(listing, want.width()).orElseThrow();
        List<String> ids = covering.stream().map(one -> one.provider.id()).toList();
        return Plan.next(knowledge, want, ids, coverage, oldest.applyAsLong(want.width()));
    }

    private List<ProviderState> covering(Listing listing, Width width) {
        return providers.values().stream()
                .filter(state -> !state.isRefused(listing.kind()) && state.provider.coverage(listing, width).isPresent()).toList();
    }

    /** Returns whether a page was fetched and is being written. */
    private boolean fetch(ProviderState state, Listing listing, Want want, Page page) {
        Width width = want.width();
        try {
            state.requests.increment();
            List<Candle> candles = checked(state.provider.candles(listing, width, page.from(), page.to()), width, page);
            state.succeeded(want.symbol(), width);
            return write(state, listing, want, page, candles);
        } catch (RestClient.BudgetException used) {
            state.waitFor(used.delay());
        } catch (RefusedException refusal) {
            refusals.refused(state, listing.kind(), refusal.getMessage());
        } catch (IOException failure) {
            state.failed(want.symbol(), width, String.valueOf(failure.getMessage()));
        } catch (RuntimeException | Error failure) {
            // An Error too, such as for lack of memory: otherwise it would be fetched again at once.
            state.failed(want.symbol(), width, failure.toString());
        }
        return false;
    }

    /** One that cannot be stored would fail the history again and again. @throws RestClient.BadAnswerException if one cannot be */
    private static List<Candle> checked(List<Candle> candles, Width width, Page page) throws IOException {
        List<Candle> wanted = candles.stream().filter(one -> page.from() <= one.start() && one.start() < page.to()).toList();
        long last = -1;
        for (Candle candle : wanted) {
            boolean isFinite = Double.isFinite(candle.open()) && Double.isFinite(candle.high()) && Double.isFinite(candle.low())
                    && Double.isFinite(candle.close()) && !Double.isInfinite(candle.volume());
            if (!isFinite || candle.start() <= last || candle.start() % width.millis() != 0) {
                throw new RestClient.BadAnswerException("candles that cannot be right");
            }
            last = candle.start();
        }
        return wanted;
    }

    private boolean write(ProviderState state, Listing listing, Want want, Page page, List<Candle> candles) {
        Series series = new Series(want.symbol(), want.width(), state.provider.id());
        boolean isAdjusted = state.provider.coverage(listing, want.width()).map(Coverage::isAdjusted).orElse(false);
        long now = clock.millis();
        Fetched fetched = new Fetched(page.from(), Math.max(page.from(), Math.min(page.to(), page.settled())), now / 1_000 * 1_000);
        ProvidedPage written = new ProvidedPage(series, isAdjusted, candles, fetched, page.valid());
        isWriting.set(true);
        boolean isTaken = writes.offer(new StoreWrites.Write() {
            @Override
            public void to(CandleStore store) throws SQLException {
                store.write(written);
            }

            @Override
            public void done(boolean isWritten) {
                if (isWritten) {
                    state.rows.add(candles.size());
                    if (page.to() > page.settled()) {
                        asked(series, new Asked(page.from(), now));
                    }
                } else {
                    state.failed(want.symbol(), want.width(), "the answer could not be written");
                }
                isWriting.set(false);
                if (want.origin() == Origin.READER) {
                    queue.progressed(want);
                }
                wakeUp.run();
            }
        });
        if (!isTaken) {
            isWriting.set(false);
        }
        return isTaken;
    }

    private Asked asked(Series series) {
        synchronized (asked) {
            return asked.getOrDefault(series, Asked.NEVER);
        }
    }

    private void asked(Series series, Asked last) {
        synchronized (asked) {
            asked.put(series, last);
        }
    }

    /** How the back-fill fares. */
    public BackfillStatus status() {
        return new BackfillStatus(queue.size(), providers.values().stream().map(state -> new BackfillStatus.Provider(
                state.provider.id(), state.requests.sum(), state.refusals.sum(), state.failures.sum(), state.rows.sum())).toList());
    }
}
