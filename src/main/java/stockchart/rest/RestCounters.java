package stockchart.rest;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What was asked of Finnhub's REST paths since the application started, and how much may still be asked. Any thread. */
public final class RestCounters {
    final LongAdder requests = new LongAdder();
    final LongAdder heldBack = new LongAdder();
    final LongAdder refused = new LongAdder();
    private final IntSupplier remaining;

    RestCounters(IntSupplier remaining) {
        this.remaining = remaining;
    }

    /** Requests made. */
    public long requests() {
        return requests.sum();
    }

    /** Requests not made, because those allowed were used up. */
    public long heldBack() {
        return heldBack.sum();
    }

    /** Requests that Finnhub refused with 429, because there were too many. */
    public long refused() {
        return refused.sum();
    }

    /** How many are left of this minute's; none while a refusal of Finnhub's is waited out. */
    public int remaining() {
        return remaining.getAsInt();
    }
}
