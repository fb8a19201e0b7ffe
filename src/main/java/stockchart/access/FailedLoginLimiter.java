package stockchart.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many wrong tokens have come from each address within a minute of the first. Counted per address, so that guessing locks out
 * no other address. Not thread-safe: its owner guards it.
 */
final class FailedLoginLimiter {
    /** People mistype, and a program with an old token tries again and again. */
    static final int ALLOWED = 10;
    static final int MINUTE_SECONDS = 60;

    private static final long MINUTE = TimeUnit.SECONDS.toNanos(MINUTE_SECONDS);
    /** A megabyte or two; beyond that the oldest are dropped. */
    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Tries> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > ADDRESSES;
        }
    };

    FailedLoginLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether no further token from this address is checked for now, at most for a minute. */
    boolean areTooMany(String address) {
        Tries tries = byAddress.get(address);
        return tries != null && tries.count >= ALLOWED && isNow(tries);
    }

    void add(String address) {
        Tries tries = byAddress.get(address);
        if (tries == null || !isNow(tries)) {
            byAddress.remove(address);
            tries = new Tries(nanoTime.getAsLong());
            byAddress.put(address, tries);
        }
        tries.count++;
    }

    private boolean isNow(Tries tries) {
        return nanoTime.getAsLong() - tries.since < MINUTE;
    }

    private static final class Tries {
        final long since;
        int count;

        Tries(long since) {
            this.since = since;
        }
    }
}
