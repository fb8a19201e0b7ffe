package stockchart.client.session;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.platform.concurrent.StripedCounters;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.OutboundMessage.Content;
import stockchart.platform.websocket.SendLoop.SendMeter;

/** What has been sent to clients since the application started, and how long it took. Any thread. */
public final class SendCounts implements SendMeter {
    private static final int FRAMES = 0;
    private static final int BYTES = 1;
    private static final int TRADES = 2;
    private static final int MERGED = 3;
    private static final int MISSED = 4;
    private static final int SEND_NANOS = 5;
    private static final int AGE_NANOS = 6;
    private static final int SEND_BUCKETS = 7;
    private static final int AGE_BUCKETS = SEND_BUCKETS + TimeCounts.BUCKETS;
    /** Per thread, and meaningless when summed: how many sends the next timed one will stand for, and when one was timed last. */
    private static final int UNTIMED = AGE_BUCKETS + TimeCounts.BUCKETS;
    private static final int LAST_TIMED = UNTIMED + 1;
    private static final int WIDTH = LAST_TIMED + 1;

    /** Reading the clock costs more than everything else here. */
    private static final int TIMED_ONCE_IN = 16;
    private static final long OFTEN = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final StripedCounters tally = new StripedCounters(WIDTH);

    /** @param nanoTime the monotonic clock */
    public SendCounts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(OutboundMessage text, long now) {
        long[] row = tally.mine();
        StripedCounters.add(row, FRAMES, 1);
        StripedCounters.add(row, BYTES, text.size());
        Content content = text.content();
        if (content.items() > 0) {
            StripedCounters.add(row, TRADES, content.items());
            StripedCounters.add(row, MERGED, content.items() - 1);
            StripedCounters.add(row, MISSED, content.missed());
            long age = now - content.oldest();
            StripedCounters.add(row, AGE_NANOS, age);
            StripedCounters.add(row, AGE_BUCKETS + TimeCounts.bucket(age), 1);
        }
    }

    /**
     * Times every send that takes a while, and the first one in each millisecond. Of the others, which end at once, it times one in
     * {@value #TIMED_ONCE_IN}, which then stands for as many.
     */
    @Override
    public void ended(long since, boolean atOnce) {
        long[] row = tally.mine();
        if (!atOnce || since - row[LAST_TIMED] >= OFTEN) {
            time(row, since, 1);
        } else if (row[UNTIMED] < TIMED_ONCE_IN - 1) {
            row[UNTIMED]++;
        } else {
            row[UNTIMED] = 0;
            time(row, since, TIMED_ONCE_IN);
        }
    }

    private void time(long[] row, long since, int sends) {
        long now = nanoTime.getAsLong();
        row[LAST_TIMED] = now;
        StripedCounters.add(row, SEND_NANOS, (now - since) * sends);
        StripedCounters.add(row, SEND_BUCKETS + TimeCounts.bucket(now - since), sends);
    }

    /** All counts of this moment, approximately: sends continue while they are read. */
    public Sent sent() {
        long[] sums = tally.sums();
        return new Sent(sums[FRAMES], sums[BYTES], sums[TRADES], sums[MERGED], sums[MISSED],
                times(sums, SEND_BUCKETS, SEND_NANOS), times(sums, AGE_BUCKETS, AGE_NANOS));
    }

    private static TimeCounts times(long[] sums, int buckets, int nanos) {
        return new TimeCounts(Arrays.copyOfRange(sums, buckets, buckets + TimeCounts.BUCKETS), sums[nanos]);
    }

    /**
     * What was sent. Immutable.
     *
     * @param frames messages passed to the server for sending
     * @param bytes their length in UTF-8, frame headers left out
     * @param trades trades in messages of type {@code trade}, once for each client
     * @param merged those of them that were sent in the same message as a trade before them
     * @param missed trades that were overwritten on the tape before the client could take them
     * @param sendTime from passing a message to the server until the server has completed it
     * @param queueAge for each message of type {@code trade}, how long ago its first trade had arrived from the feed
     */
    public record Sent(long frames, long bytes, long trades, long merged, long missed, TimeCounts sendTime, TimeCounts queueAge) {}

    /**
     * A histogram of times: each bucket holds times up to twice those of the previous one. Immutable; arrays are not to be written
     * to.
     *
     * @param buckets how often, by {@link #bucket}; the last one holds all longer times
     * @param nanos all times together, nanoseconds
     */
    public record TimeCounts(long[] buckets, long nanos) {
        /** How many buckets there are: one up to a microsecond, one for each doubling up to 17 seconds, one for longer times. */
        public static final int BUCKETS = 26;

        /** A microsecond is about 2 to the power of this, in nanoseconds. */
        private static final int SHORTEST = 10;

        /** The longest time in a bucket that is not the last, nanoseconds. */
        public static long longest(int bucket) {
            return 1L << SHORTEST + bucket;
        }

        /** The bucket of a time in nanoseconds; 0 and below count as no time. */
        static int bucket(long nanos) {
            int doublings = Long.SIZE - Long.numberOfLeadingZeros(Math.max(nanos, 1) - 1) - SHORTEST;
            return Math.max(0, Math.min(BUCKETS - 1, doublings));
        }
    }
}
