package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.FaultyDatabase;
import stockchart.history.store.JdbcCandleStore;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** One application after the other, each with a hub and a recorder, on one database and one clock. Test thread only. */
final class HistoryRig {
    static final Map<Width, Integer> DAYS = Map.of(Width.SECOND, 2, Width.MINUTE, 90, Width.HOUR, 1_830);
    private static final String PREFIX = "finnhub_";

    final ManualClock clock;
    final FaultyDatabase database;
    final TradesSent sent = new TradesSent();
    OptionalInt prices = OptionalInt.empty();
    int tapes = 50;
    HistorySettings settings = new HistorySettings(true, any -> null, "finnhub", DAYS, 1_000_000, List.of("oanda"));
    final ManualExecutor executor = new ManualExecutor();
    final Viewer viewer = new Viewer();
    Subscriptions hub;
    StoreAccess access;
    RecentSymbols recent;
    final OfferedWrites offered = new OfferedWrites(() -> { });
    Recorder recorder;

    HistoryRig(FaultyDatabase database, ManualClock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start() {
        hub = new Subscriptions(new SubscriptionSettings(tapes, Duration.ZERO, 100, 64, 10),
                new FeedStatus(FeedStatus.State.LIVE, false, 0), clock, clock::nanoTime, executor, 1);
        hub.register(viewer);
        access = new StoreAccess(database, PREFIX, new FirstOpening(prices), () -> true, clock, clock::nanoTime);
        recent = new RecentSymbols(hub, clock);
        recorder = new Recorder(hub, access, recent, HistoryRig::day, offered, settings, clock, clock::nanoTime);
        hub.keepBy(() -> { });
        recorder.step();
    }

    static TradingDay day(Symbol symbol) {
        return TradingDay.of(symbol, List.of("oanda"));
    }

    Subscription watch(Symbol symbol) {
        Subscription subscription = hub.subscribe(viewer, symbol);
        recorder.step();
        return subscription;
    }

    /** A trade of a watched symbol. @param late by how many milliseconds */
    void trade(Symbol symbol, double price, long late) {
        Trade trade = new Trade(price, clock.millis() - late, 0.25);
        hub.publish(List.of(new SymbolTrade(symbol, trade)));
        sent.add(symbol, trade);
    }

    /** Time goes by, second after second. */
    void pass(long millis) {
        for (long left = millis; left > 0; left -= 1_000) {
            clock.advance(Duration.ofMillis(Math.min(left, 1_000)));
            hub.sweep();
            executor.runAll();
            recorder.step();
        }
    }

    void stop() {
        recorder.stop(TimeUnit.SECONDS.toNanos(5));
    }

    /** As with a killed process, nothing more is written. */
    void kill() {
        access.close(false);
    }

    List<Candle> kept(Symbol symbol, Width width) throws Exception {
        return read(store -> store.candles(new Series(symbol, width), 0, Long.MAX_VALUE, 1_000_000));
    }

    <T> T read(Reading<T> reading) throws Exception {
        CandleStore store = JdbcCandleStore.reading(database.connect(), PREFIX);
        try {
            return reading.read(store);
        } finally {
            store.close();
        }
    }

    void assertKept(Symbol symbol) throws Exception {
        for (Width width : Width.values()) {
            assertEquals(sent.candles(symbol, width, day(symbol)), kept(symbol, width), width + " of " + symbol);
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T read(CandleStore store) throws SQLException;
    }

    static final class Viewer implements Subscriber {
        int signals;

        @Override
        public void changed() {
            signals++;
        }

        @Override
        public void stateChanged(Subscription subscription) {}
    }
}
