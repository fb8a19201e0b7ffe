package stockchart.tape;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The times in which one symbol's trades were not recorded, as far back as its candles reach. Starts when the symbol is first
 * watched: the time before that is not a gap.
 *
 * <p>Gaps are kept in times of the monotonic clock, and read in times of day as the server's clock counts now. A clock that is set,
 * before, during or after a gap, changes no gap's length, and moves all gaps with it: they stay the times in which nothing was
 * recorded. The monotonic clock stands still while the machine sleeps, so a sleep is taken for a clock that was set forward.
 *
 * <p>Writes are <b>guarded</b> by the owner's lock; readers take an immutable list without it. Bounded: the oldest gap is dropped,
 * and a feed that disconnects every minute is remembered for hours, in 256 x 100 bytes = 25 KB.
 */
public final class GapLog {
    public static final int MAX = 256;
    /** The minute candles reach no further back. */
    public static final Duration KEPT = Duration.ofHours(24);

    private final ClockOffset offset;
    private final LongSupplier nanoTime;
    private final long begun;
    /** In the order in which they happened; only the last one may be open. */
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final AtomicReference<Snapshot> published;

    /**
     * A gap on the monotonic clock, nanoseconds.
     *
     * @param ended meaningless while it is open
     */
    private record Entry(Gap.Cause cause, long began, long ended, boolean isOpen) {
        /** @param ahead how far the time of day is ahead of the monotonic clock, milliseconds */
        Gap gap(long ahead) {
            return new Gap(cause, ahead + ClockOffset.millis(began),
                    isOpen ? OptionalLong.empty() : OptionalLong.of(ahead + ClockOffset.millis(ended)));
        }

        boolean isRecent(long now) {
            return isOpen || now - ended < KEPT.toNanos();
        }
    }

    /** What readers see: the gaps of the entries, if the clock is so far ahead. */
    private record Snapshot(List<Entry> entries, long ahead, List<Gap> gaps) {
        static Snapshot of(Collection<Entry> entries, long ahead) {
            return new Snapshot(List.copyOf(entries), ahead, entries.stream().map(entry -> entry.gap(ahead)).toList());
        }
    }

    /** @param nanoTime the monotonic clock, nanoseconds */
    public GapLog(Clock clock, LongSupplier nanoTime) {
        this.offset = new ClockOffset(clock, nanoTime);
        this.nanoTime = nanoTime;
        this.begun = clock.millis();
        this.published = new AtomicReference<>(Snapshot.of(List.of(), offset.millis()));
    }

    /** When this log began, in milliseconds since 1970-01-01 UTC by the server's clock. */
    public long begun() {
        return begun;
    }

    /** Adds gaps from before this log, in the order in which they happened; all of them have ended. */
    public void restore(List<Gap> earlier) {
        long now = nanoTime.getAsLong();
        long ahead = ahead();
        List<Entry> restored = earlier.stream()
                .map(gap -> new Entry(gap.cause(), ClockOffset.nanos(gap.from() - ahead),
                        ClockOffset.nanos(gap.to().orElseThrow() - ahead), false))
                .filter(entry -> entry.isRecent(now)).toList();
        for (int i = restored.size() - 1; i >= 0 && entries.size() < MAX; i--) {
            entries.addFirst(restored.get(i));
        }
        published.set(Snapshot.of(entries, ahead));
    }

    /** Recording stops for this cause, or continues if there is none. Repeating the same call changes nothing. */
    public void note(Optional<Gap.Cause> cause) {
        note(cause, nanoTime.getAsLong());
    }

    /**
     * As {@link #note(Optional)}, for what has happened before it became known here.
     *
     * @param at when, on the monotonic clock in nanoseconds; not before what was noted last
     */
    public void note(Optional<Gap.Cause> cause, long at) {
        Optional<Entry> last = Optional.ofNullable(entries.peekLast());
        Optional<Entry> open = last.filter(Entry::isOpen);
        if (open.map(Entry::cause).equals(cause)) {
            return;
        }
        long earliest = last.map(entry -> entry.isOpen() ? entry.began() : entry.ended()).orElse(at);
        long now = at - earliest > 0 ? at : earliest;
        open.ifPresent(entry -> end(entry, now));
        cause.ifPresent(because -> entries.add(new Entry(because, reopened(because, now).map(Entry::began).orElse(now), 0, true)));
        while (entries.size() > MAX) {
            entries.remove();
        }
        published.set(Snapshot.of(entries, ahead()));
    }

    /**
     * All gaps but those that ended too long ago, in the order in which they happened. The same list while nothing changes and the
     * clock is not set.
     */
    public List<Gap> recent() {
        Snapshot known = published.get();
        long now = nanoTime.getAsLong();
        if (known.entries().isEmpty()) {
            return known.gaps();
        }
        long ahead = ahead();
        Snapshot present = ahead == known.ahead() ? known : Snapshot.of(known.entries(), ahead);
        // A writer that was faster has a newer one.
        published.compareAndSet(known, present);
        return present.entries().get(0).isRecent(now) ? present.gaps()
                : present.entries().stream().filter(entry -> entry.isRecent(now)).map(entry -> entry.gap(ahead)).toList();
    }

    private long ahead() {
        return offset.since(published.get().ahead());
    }

    /** Takes back the last gap if it ended in this very millisecond for the same cause. */
    private Optional<Entry> reopened(Gap.Cause cause, long now) {
        Optional<Entry> last = Optional.ofNullable(entries.peekLast()).filter(entry -> entry.cause() == cause)
                .filter(entry -> TimeUnit.NANOSECONDS.toMillis(now - entry.ended()) == 0);
        last.ifPresent(ended -> entries.removeLast());
        return last;
    }

    /** A gap without length is dropped. */
    private void end(Entry open, long now) {
        entries.removeLast();
        if (ClockOffset.millis(now) > ClockOffset.millis(open.began())) {
            entries.add(new Entry(open.cause(), open.began(), now, false));
        }
    }

    /**
     * A time in which a symbol's trades were not recorded. Immutable.
     *
     * @param from when it began, in milliseconds since 1970-01-01 UTC by the server's clock as it counted when the gap was read
     * @param to when it ended, after {@code from}; empty while it is open
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
