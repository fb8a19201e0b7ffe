package stockchart.browser;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts who was not let in, by the reason. Any thread. */
public final class Refused {
    /** Why a client is not let in. */
    public enum Reason {
        /** A page of a foreign origin. */
        ORIGIN,
        /** There are as many clients as there may be. */
        FULL;

        /** The word used in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Not changed once made. */
    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    public Refused() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void count(Reason reason) {
        counts.get(reason).increment();
    }

    /** How many were refused for this reason since the application started. */
    public long of(Reason reason) {
        return counts.get(reason).sum();
    }
}
