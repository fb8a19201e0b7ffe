package stockchart.history;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.history.store.CandleStore;
import stockchart.market.Width;

/**
 * Deletes candles that have been kept long enough, once an hour, a few thousand in each transaction and for a fraction of each
 * second, so that writing never waits for long. If there are more candles than may be kept in all, the shortest are kept for half
 * as long, again and again; hours and days made from them stay. Confined to the writer's thread.
 */
final class Retention {
    private static final Logger LOG = System.getLogger(Retention.class.getName());
    private static final long EVERY = TimeUnit.HOURS.toNanos(1);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(200);
    /** Beyond the day: a late trade still changes a candle of a day ago, and its hour is folded from all its minutes. */
    private static final long MARGIN = TimeUnit.HOURS.toMillis(2);
    /** What is kept however many there are, in days. */
    private static final Map<Width, Double> LEAST = Map.of(Width.SECOND, 1 / 24.0, Width.MINUTE, 2.0, Width.HOUR, 62.0);

    private final Map<Width, Integer> days;
    private final long mostRows;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** How often the time for which candles are kept was halved, the shortest ones first. */
    private final Map<Width, Integer> halved = new ConcurrentHashMap<>();
    private final Queue<Series> left = new ArrayDeque<>();
    private long nextRun;
    private boolean isUnderWay;
    private volatile long rows;

    private record Series(int key, long before) {}

    /**
     * @param days for how many days at least, by width
     * @param mostRows how many candles at most
     * @param nanoTime the monotonic clock, nanoseconds
     */
    Retention(Map<Width, Integer> days, long mostRows, Clock clock, LongSupplier nanoTime) {
        this.days = Map.copyOf(days);
        this.mostRows = mostRows;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextRun = nanoTime.getAsLong();
    }

    /** Does a little of what is due. */
    void step(CandleStore store) throws SQLException {
        long now = nanoTime.getAsLong();
        if (!isUnderWay && now - nextRun >= 0) {
            nextRun = now + EVERY;
            begin(store);
        }
        while (isUnderWay && nanoTime.getAsLong() - now < STEP) {
            if (left.isEmpty()) {
                end(store);
            } else if (store.prune(left.element().key(), left.element().before()) == 0) {
                left.remove();
            }
        }
    }

    private void begin(CandleStore store) throws SQLException {
        isUnderWay = true;
        left.clear();
        for (Width width : days.keySet()) {
            long before = before(width);
            store.series(width).forEach(key -> left.add(new Series(key, before)));
        }
        long hour = TimeUnit.HOURS.toMillis(1);
        store.pruneGaps(before(Width.MINUTE), hour);
        store.pruneGaps(before(Width.HOUR), Long.MAX_VALUE);
        store.pruneWatched(RecentSymbols.MOST);
    }

    /** Until when candles of a width are deleted now. */
    private long before(Width width) {
        double kept = days.get(width) / Math.pow(2, halved.getOrDefault(width, 0));
        kept = Math.max(kept, Math.min(days.get(width), LEAST.get(width)));
        return clock.millis() - (long) (kept * TimeUnit.DAYS.toMillis(1)) - MARGIN;
    }

    private void end(CandleStore store) throws SQLException {
        isUnderWay = false;
        rows = store.rows();
        if (rows > mostRows && halveNext()) {
            LOG.log(Level.WARNING, "{0} candles are kept, and {1} may be (STOCKCHART_HISTORY_MB): more of the oldest are deleted",
                    rows, mostRows);
            begin(store);
        } else if (rows < mostRows / 2) {
            halved.clear();
        }
    }

    /** Says whether there was one that is not kept for the shortest time yet. */
    private boolean halveNext() {
        for (Width width : new Width[] {Width.SECOND, Width.MINUTE, Width.HOUR}) {
            int times = halved.getOrDefault(width, 0);
            if (days.get(width) / Math.pow(2, times) > LEAST.get(width)) {
                halved.put(width, times + 1);
                return true;
            }
        }
        return false;
    }

    /** The oldest candles of a width that are kept, in milliseconds since 1970-01-01 UTC. Any thread. */
    long oldest(Width width) {
        return days.containsKey(width) ? Math.max(0, before(width)) : 0;
    }

    /** How many candles there were after the last run. Any thread. */
    long rows() {
        return rows;
    }
}
