package stockchart.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * The exchanges in progress, with the limits on their duration and number. Only those count that have lasted for a second, because
 * a quick client may make any number of requests. An address with too many of them loses its oldest ones, so that its next
 * requests are still served: a limit that refused new requests would shut out everyone behind an address because of one client.
 *
 * <p>Any thread. State is <b>guarded</b> by this object's monitor; nothing is called while it is held.
 */
public final class Exchanges {
    static final int MAX_PER_ADDRESS = 200;
    static final int MAX = 1_000;
    /** From the arrival of a request's head to the last byte of its answer: 1 MB takes this long at 140 kbit/s. */
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final Duration YOUNG = Duration.ofSeconds(1);
    /** How long a rejected client may take to receive the answer. */
    static final Duration LAST = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Exchanges.class.getName());

    private final LongSupplier nanoTime;
    private final Executor turns;
    private final RateLimitedLog endings = new RateLimitedLog(LOG, Level.WARNING);
    /** In the order in which they started. */
    private final Set<Exchange> open = new LinkedHashSet<>();

    /**
     * @param nanoTime the monotonic clock
     * @param turns see {@link RequestConnection#end}
     */
    Exchanges(LongSupplier nanoTime, Executor turns) {
        this.nanoTime = nanoTime;
        this.turns = turns;
    }

    /**
     * Starts an exchange. To be closed when the last byte of its answer is written.
     *
     * @param address to which it counts
     * @param connection by which it came, and which is closed when a limit is exceeded
     */
    synchronized Exchange open(String address, RequestConnection connection) {
        Exchange exchange = new Exchange(address, connection, nanoTime.getAsLong());
        open.add(exchange);
        return exchange;
    }

    /** How many are in progress. */
    synchronized int count() {
        return open.size();
    }

    /** Ends exchanges that are overdue or too many. To be called twice a second. */
    void sweep() {
        for (Exchange exchange : toEnd(nanoTime.getAsLong())) {
            exchange.end(nanoTime.getAsLong());
        }
    }

    private synchronized List<Exchange> toEnd(long now) {
        List<Exchange> ends = new ArrayList<>();
        Map<String, List<Exchange>> slow = new HashMap<>();
        int count = 0;
        for (Exchange exchange : open) {
            if (now - exchange.deadline >= 0) {
                ends.add(exchange);
            } else if (now - exchange.since >= YOUNG.toNanos()) {
                slow.computeIfAbsent(exchange.address, any -> new ArrayList<>()).add(exchange);
                count++;
            }
        }
        for (List<Exchange> ofAddress : slow.values()) {
            count -= endOldest(ofAddress, ofAddress.size() - MAX_PER_ADDRESS, ends);
        }
        endOfGreatest(slow.values().stream().filter(list -> !list.isEmpty()).toList(), count - MAX, ends);
        ends.forEach(open::remove);
        return ends;
    }

    /** Ends the oldest exchanges of the addresses that have most, evenly. */
    private static void endOfGreatest(List<List<Exchange>> slow, int surplus, List<Exchange> ends) {
        for (int limit = MAX_PER_ADDRESS; surplus > 0; limit--) {
            for (List<Exchange> ofAddress : slow) {
                surplus -= endOldest(ofAddress, Math.min(surplus, ofAddress.size() - limit), ends);
            }
        }
    }

    private static int endOldest(List<Exchange> exchanges, int count, List<Exchange> ends) {
        if (count <= 0) {
            return 0;
        }
        List<Exchange> oldest = exchanges.subList(0, count);
        ends.addAll(oldest);
        oldest.clear();
        return count;
    }

    /** One exchange. Any thread. */
    public final class Exchange {
        private final String address;
        private final RequestConnection connection;
        private final long since;
        /** All guarded by the exchanges. */
        private long deadline;
        private Runnable atDeadline;
        private boolean isLast;
        /** Whether the deadline is part of the answer, and no failure. */
        private boolean isAnswered;

        private Exchange(String address, RequestConnection connection, long since) {
            this.address = address;
            this.connection = connection;
            this.since = since;
            this.deadline = since + DEADLINE.toNanos();
            this.atDeadline = connection::cut;
        }

        RequestConnection connection() {
            return connection;
        }

        /** Sets until when an answer may wait, counted from now, and what is answered then. */
        void answerWithin(Duration time, Runnable then) {
            synchronized (Exchanges.this) {
                limit(time, then);
                isAnswered = true;
            }
        }

        /** Sets another deadline, counted from now, and what happens then. */
        void limit(Duration time, Runnable then) {
            synchronized (Exchanges.this) {
                isAnswered = false;
                deadline = nanoTime.getAsLong() + time.toNanos();
                atDeadline = then;
                // What happens at one deadline may take until another.
                open.add(this);
            }
        }

        /** The same deadline as at the beginning, counted from now. */
        void limit() {
            limit(DEADLINE, connection::cut);
        }

        /** Lets the client receive the answer, whatever else it has sent, and ends its connection soon. */
        void limitLast() {
            synchronized (Exchanges.this) {
                isLast = true;
            }
            limit(LAST, connection::cut);
        }

        /** The exchange is over and no longer counts. */
        void close() {
            synchronized (Exchanges.this) {
                open.remove(this);
            }
        }

        /**
         * The same when all of the answer was sent. If the client was rejected, its connection is closed first: a server that
         * is notified of the end would read the rest of the request, or close the connection before the client has the answer.
         *
         * @param end notifies the server
         */
        void complete(Runnable end) {
            synchronized (Exchanges.this) {
                if (isLast && open.contains(this)) {
                    atDeadline = () -> {
                        connection.cut();
                        end.run();
                    };
                    return;
                }
                open.remove(this);
            }
            connection.end(end, turns);
        }

        private void end(long now) {
            Runnable action;
            boolean isOrderly;
            synchronized (Exchanges.this) {
                action = atDeadline;
                isOrderly = isLast || isAnswered && now - deadline >= 0;
            }
            if (!isOrderly) {
                endings.log(() -> "Ended a request of " + address + ": it took too long, or its address had too many under way");
            }
            try {
                action.run();
            } catch (RuntimeException gone) {
                LOG.log(Level.DEBUG, "An exchange had ended already: {0}", gone.toString());
            }
        }
    }
}
