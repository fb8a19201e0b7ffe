package stockchart.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What was received, in order, waited for with a ceiling of {@link Eventually#CEILING}. One thread reads, any thread adds. */
final class Recorded<T> {
    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final String owner;

    Recorded(String owner) {
        this.owner = owner;
    }

    void add(T item) {
        queue.add(item);
    }

    void clear() {
        queue.clear();
    }

    /** The next one. */
    T next() {
        return next("anything", item -> true);
    }

    /** The next one that is as wanted; those before it are passed over. */
    T next(String what, Predicate<? super T> wanted) {
        List<T> seen = until(what, wanted);
        return seen.get(seen.size() - 1);
    }

    /** All up to and including the next one that is as wanted. */
    List<T> until(String what, Predicate<? super T> wanted) {
        List<T> seen = new ArrayList<>();
        long end = System.nanoTime() + Eventually.CEILING.toNanos();
        while (true) {
            T item = poll(end - System.nanoTime());
            if (item == null) {
                throw new AssertionError(owner + " never received " + what + "; it received: " + seen);
            }
            seen.add(item);
            if (wanted.test(item)) {
                return seen;
            }
        }
    }

    private T poll(long nanos) {
        try {
            return queue.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(owner + " was interrupted", interrupted);
        }
    }
}
