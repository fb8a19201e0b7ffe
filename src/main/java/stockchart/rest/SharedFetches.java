package stockchart.rest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.SerialExecutor;

/**
 * Fetches what is requested, one after the other, each thing once for all who wait for it, and keeps it for a while. No caller
 * waits: the answer is handed to its receiver, at once or later.
 *
 * <p>Bounded: {@link #MAX_RECEIVERS} may wait, beyond which the answer is a {@link RestClient.BudgetException}; what is kept is
 * dropped, the least recently used first, when it exceeds its weight.
 *
 * <p>Any thread. State is <b>guarded</b> by one private lock, which is not held while fetching or handing over.
 *
 * @param <K> what is requested
 * @param <V> what is fetched
 */
public final class SharedFetches<K, V> {
    static final int MAX_RECEIVERS = 200;

    private static final Logger LOG = System.getLogger(SharedFetches.class.getName());
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final float LOAD = 0.75f;

    private final RateLimitedLog failures = new RateLimitedLog(LOG, Level.ERROR);
    private final Source<K, V> source;
    private final Keeping<K, V> keeping;
    private final Clock steady;
    private final SerialExecutor requests;
    private final Runnable fetching;
    private final Object lock = new Object();
    /** Guarded by the lock. In the order of the last request, the oldest first. */
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, LOAD, true);
    /** Guarded by the lock. In the order of the requests; the one being fetched stays the first. */
    private final Map<K, List<Receiver<V>>> waiting = new LinkedHashMap<>();
    /** Guarded by the lock. */
    private int receivers;
    /** Guarded by the lock. */
    private long weight;

    private record Kept<V>(V value, long until) {
    }

    /** @param steady a clock that does not jump */
    public SharedFetches(Source<K, V> source, Keeping<K, V> keeping, Clock steady, Executor executor) {
        this.source = source;
        this.keeping = keeping;
        this.steady = steady;
        this.requests = new SerialExecutor(executor);
        this.fetching = requests.coalescing(this::fetchAll);
    }

    /**
     * Requests something.
     *
     * @param receiver called once, on this thread or another one; must not block
     */
    public void get(K key, Receiver<V> receiver) {
        Optional<V> known;
        boolean waits;
        synchronized (lock) {
            known = Optional.ofNullable(kept.get(key)).filter(entry -> steady.millis() < entry.until).map(Kept::value);
            waits = known.isEmpty() && receivers < MAX_RECEIVERS;
            if (waits) {
                receivers++;
                waiting.computeIfAbsent(key, any -> new ArrayList<>()).add(receiver);
            }
        }
        if (waits) {
            requests.resume();
            fetching.run();
        } else if (known.isPresent()) {
            receiver.fetched(known.get());
        } else {
            receiver.failed(new RestClient.BudgetException("Too many requests are waiting", BUSY));
        }
    }

    private void fetchAll() {
        for (Optional<K> key = next(); key.isPresent(); key = next()) {
            fetch(key.get());
        }
    }

    private Optional<K> next() {
        synchronized (lock) {
            return waiting.keySet().stream().findFirst();
        }
    }

    private void fetch(K key) {
        try {
            V value = source.fetch(key);
            List<Receiver<V>> all;
            synchronized (lock) {
                all = receivers(key);
                keep(key, value);
            }
            all.forEach(one -> handOver(() -> one.fetched(value)));
        } catch (IOException failure) {
            fail(key, failure);
        } catch (RuntimeException | Error mistake) {
            failures.log(() -> "A request to the data source failed", mistake);
            fail(key, new IOException("The request has failed"));
        }
    }

    private void fail(K key, IOException why) {
        List<Receiver<V>> all;
        synchronized (lock) {
            all = receivers(key);
        }
        all.forEach(one -> handOver(() -> one.failed(why)));
    }

    private void handOver(Runnable receiver) {
        try {
            receiver.run();
        } catch (RuntimeException | Error mistake) {
            failures.log(() -> "An answer of the data source was not taken", mistake);
        }
    }

    /** Takes those that wait for a key. Called with the lock held. */
    private List<Receiver<V>> receivers(K key) {
        List<Receiver<V>> all = Objects.requireNonNullElse(waiting.remove(key), List.of());
        receivers -= all.size();
        return all;
    }

    /** Called with the lock held. */
    private void keep(K key, V value) {
        Kept<V> before = kept.put(key, new Kept<>(value, steady.millis() + keeping.time.apply(key, value).toMillis()));
        weight += weight(value) - (before == null ? 0 : weight(before.value));
        Iterator<Kept<V>> oldest = kept.values().iterator();
        while (weight > keeping.most && oldest.hasNext()) {
            weight -= weight(oldest.next().value);
            oldest.remove();
        }
    }

    private long weight(V value) {
        return 1 + keeping.weight.applyAsLong(value);
    }

    /**
     * How much is kept, and for how long. Immutable.
     *
     * @param most the most that all together may weigh; each weighs one more than this says
     */
    public record Keeping<K, V>(BiFunction<K, V, Duration> time, ToLongFunction<V> weight, long most) {
    }

    /** Where things are fetched from. */
    @FunctionalInterface
    public interface Source<K, V> {
        /**
         * Fetches one; blocks meanwhile.
         *
         * @throws IOException saying what was wrong, fit for a log
         */
        V fetch(K key) throws IOException;
    }

    /** Takes an answer. */
    public interface Receiver<V> {
        /** It was fetched, or known. */
        void fetched(V value);

        /** It could not be fetched. */
        void failed(IOException why);
    }
}
