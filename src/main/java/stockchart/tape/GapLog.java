package stockchart.tape;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The times in which one symbol's trades were not recorded, as far back as its candles reach. Starts when the symbol is first
 * watched: the time before that is not a gap.
 *
 * <p>The time of day gives the start of a gap, the monotonic clock its length and its age: setting the machine's clock
 * neither removes a gap nor moves it over times in which trades arrived.
 *
 * <p>Writes are <b>guarded</b> by the owner's lock; readers take an immutable list without it. Bounded: the oldest gap is dropped,
 * and a feed that disconnects every minute is remembered for hours, in 256 x 100 bytes = 25 KB.
 */
public final class GapLog {
    public static final int MAX = 256;
    /** The minute candles reach no further back. */
    public static final Duration KEPT = Duration.ofHours(24);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long begun;
    /** In the order in which they happened; only the last one may be open. */
    private final Deque<Entry> entries = new ArrayDeque<>();
    private volatile Snapshot published = new Snapshot(List.of(), List.of());

    /** @param changed when it began, then when it ended, on the monotonic clock */
    private record Entry(Gap gap, long changed) {}

    /** What readers see: the gaps of the entries. */
    private record Snapshot(List<Entry> entries, List<Gap> gaps) {}

    /** @param nanoTime the monotonic clock, nanoseconds */
    public GapLog(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.begun = clock.millis();
    }

    /** When this log began, in milliseconds since 1970-01-01 UTC by the server's clock. */
    public long begun() {
        return begun;
    }

    /** Adds gaps from before this log, in the order in which they happened; all of them have ended. */
    public void restore(List<Gap> earlier) {
        long now = nanoTime.getAsLong();
        long time = clock.millis();
        List<Entry> restored = earlier.stream()
                .map(gap -> new Entry(gap, now - TimeUnit.MILLISECONDS.toNanos(Math.max(0, time - gap.to().orElseThrow()))))
                .filter(entry -> isRecent(entry, now)).toList();
        for (int i = restored.size() - 1; i >= 0 && entries.size() < MAX; i--) {
            entries.addFirst(restored.get(i));
        }
        publish();
    }

    /** Recording stops for this cause, or continues if there is none. Repeating the same call changes nothing. */
    public void note(Optional<Gap.Cause> cause) {
        Optional<Entry> open = Optional.ofNullable(entries.peekLast()).filter(GapLog::isOpen);
        if (open.map(entry -> entry.gap().cause()).equals(cause)) {
            return;
        }
        long now = nanoTime.getAsLong();
        open.ifPresent(entry -> end(entry, now));
        cause.ifPresent(because -> entries.add(reopened(because, now)
                .orElseGet(() -> new Entry(new Gap(because, clock.millis(), OptionalLong.empty()), now))));
        while (entries.size() > MAX) {
            entries.remove();
        }
        publish();
    }

    private void publish() {
        published = new Snapshot(List.copyOf(entries), entries.stream().map(Entry::gap).toList());
    }

    /** All gaps but those that ended too long ago, in the order in which they happened. The same list while nothing changes. */
    public List<Gap> recent() {
        Snapshot known = published;
        long now = nanoTime.getAsLong();
        boolean allRecent = known.entries().isEmpty() || isRecent(known.entries().get(0), now);
        return allRecent ? known.gaps()
                : known.entries().stream().filter(entry -> isRecent(entry, now)).map(Entry::gap).toList();
    }

    /** Takes back the last gap if it ended in this very millisecond for the same cause. */
    private Optional<Entry> reopened(Gap.Cause cause, long now) {
        Optional<Entry> last = Optional.ofNullable(entries.peekLast()).filter(entry -> entry.gap().cause() == cause)
                .filter(entry -> TimeUnit.NANOSECONDS.toMillis(now - entry.changed()) == 0);
        return last.map(ended -> {
            entries.removeLast();
            long length = ended.gap().to().orElseThrow() - ended.gap().from();
            return new Entry(new Gap(cause, ended.gap().from(), OptionalLong.empty()),
                    ended.changed() - TimeUnit.MILLISECONDS.toNanos(length));
        });
    }

    /** A gap without length is dropped. */
    private void end(Entry open, long now) {
        entries.removeLast();
        Gap gap = open.gap();
        long length = TimeUnit.NANOSECONDS.toMillis(now - open.changed());
        if (length > 0) {
            entries.add(new Entry(new Gap(gap.cause(), gap.from(), OptionalLong.of(gap.from() + length)), now));
        }
    }

    private static boolean isOpen(Entry entry) {
        return entry.gap().to().isEmpty();
    }

    private static boolean isRecent(Entry entry, long now) {
        return isOpen(entry) || now - entry.changed() < KEPT.toNanos();
    }

    /**
     * A time in which a symbol's trades were not recorded. Immutable.
     *
     * @param from when it began, in milliseconds since 1970-01-01 UTC by the server's clock
     * @param to when it ended, after {@code from}, computed from its length; empty while it is open
     */
    public record Gap(Cause cause, long from, OptionalLong to) {
        /** Why nothing was recorded. */
        public enum Cause {
            /** The feed was down, or connecting again. */
            DOWN,
            /** Finnhub did not accept the key. */
            REFUSED,
            /** The symbol had no slot: no client watched it, or Finnhub did not carry it. */
            UNRECORDED;

            /** The word used in messages. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
