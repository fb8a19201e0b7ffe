package stockchart.history.backfill;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.rest.RefreshTimes;

/**
 * How a provider fares: what it refuses, and when it may be asked again after failures. Counts are for any thread; the rest is
 * <b>guarded</b> by its own monitor.
 */
final class ProviderState {
    private static final Logger LOG = System.getLogger(ProviderState.class.getName());
    /** Series that failed, remembered at most; each takes some hundred bytes. */
    private static final int MOST_FAILED = 1_000;
    private static final long FIRST_WAIT = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST_WAIT = Duration.ofHours(1).toMillis();

    final HistoryProvider provider;
    final LongAdder requests = new LongAdder();
    final LongAdder refusals = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder rows = new LongAdder();
    private final Clock clock;
    private final Clock steady;
    private final RefreshTimes times;
    /** Until when what is refused, by the time of day. */
    private final Map<Kind, Long> refused = new EnumMap<>(Kind.class);
    /** Until when a budget is used up, on the steady clock. */
    private long budgetWait;
    /** A series that fails alone must not be asked for again and again, nor keep others away. */
    private final Map<Key, Failed> failed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failed> eldest) {
            return size() > MOST_FAILED;
        }
    };

    private record Key(Symbol symbol, Width width) {}

    private record Failed(int times, long until) {}

    /**
     * @param clock the time of day
     * @param steady a clock that does not jump
     */
    ProviderState(HistoryProvider provider, Clock clock, Clock steady, DoubleSupplier random) {
        this.provider = provider;
        this.clock = clock;
        this.steady = steady;
        this.times = new RefreshTimes(steady, random);
    }

    synchronized boolean isRefused(Kind kind) {
        return refused.getOrDefault(kind, 0L) > clock.millis();
    }

    synchronized void refusedUntil(Kind kind, long until) {
        refused.put(kind, until);
    }

    /** Whether it may be asked for candles of a series now. */
    synchronized boolean isDue(Symbol symbol, Width width) {
        Failed before = failed.get(new Key(symbol, width));
        return times.isDue() && budgetWait <= steady.millis() && (before == null || before.until <= steady.millis());
    }

    /** Whether it answers, but has to wait for its budget. */
    synchronized boolean isWaiting() {
        return budgetWait > steady.millis();
    }

    synchronized void waitFor(Duration delay) {
        budgetWait = steady.millis() + delay.toMillis();
    }

    synchronized void succeeded(Symbol symbol, Width width) {
        failed.remove(new Key(symbol, width));
        times.succeeded(Duration.ZERO);
    }

    synchronized void failed(Symbol symbol, Width width, String why) {
        failures.increment();
        Key key = new Key(symbol, width);
        int before = failed.containsKey(key) ? failed.get(key).times : 0;
        long wait = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(before, 20));
        failed.put(key, new Failed(before + 1, steady.millis() + wait));
        boolean isNews = times.failed();
        LOG.log(isNews ? Level.WARNING : Level.DEBUG, "Candles cannot be fetched from {0}: {1}", provider.id(), why);
    }
}
