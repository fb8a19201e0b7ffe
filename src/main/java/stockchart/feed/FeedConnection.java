package stockchart.feed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.feed.finnhub.DuplicateFrameFilter;
import stockchart.feed.finnhub.FastTradeParser;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Malformed;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.hub.Demand;
import stockchart.hub.FeedLease;
import stockchart.hub.TradeSink;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.SendLoop;

/**
 * One connection from dialling to its end: passes received trades to the trade sink and sends what is demanded.
 *
 * <p>Receives on the link's read thread; sends on any thread that finds something to send; both only until the connection has
 * ended. The result of dialling and the reason of the end are kept here for the feed's lane: it is signalled at once, and finds
 * them by itself if the signal is lost.
 */
final class FeedConnection implements FeedDialer.Listener {
    private static final Logger LOG = System.getLogger(FeedConnection.class.getName());
    private static final long SEND_DEADLINE = TimeUnit.SECONDS.toNanos(15);
    /** Proxies, and WildFly on its own simulator, close a connection on which the client sends nothing for a while. */
    private static final long PING = TimeUnit.SECONDS.toNanos(30);

    private final TradeSink sink;
    private final FeedLease lease;
    private final FeedCounters counters;
    private final LongSupplier nanoTime;
    private final Runnable onChange;
    private final DemandSync demand;
    private final RateLimitedLog skipped = new RateLimitedLog(LOG, Level.WARNING);
    private final RateLimitedLog broken = new RateLimitedLog(LOG, Level.ERROR);
    private final RateLimitedLog refusals = new RateLimitedLog(LOG, Level.INFO);
    private final RateLimitedLog wrongTimes = new RateLimitedLog(LOG, Level.WARNING);
    private final RateLimitedLog complaints = new RateLimitedLog(LOG, Level.WARNING);
    /** Confined to the link's read thread, as is the next field. */
    private final FastTradeParser parser = new FastTradeParser();
    private final DuplicateFrameFilter duplicates = new DuplicateFrameFilter();
    private volatile long lastReceived;
    private volatile boolean hasReceived;
    /** Why the connection was closed from outside; null while it is open. */
    private volatile String closeReason;
    /** Guarded by this object's monitor, as are the next four fields; read without it. */
    private volatile boolean ended;
    /** Null until dialled. */
    private volatile FeedDialer.Link link;
    /** What dialling has failed with, null if it has not. */
    private volatile Throwable failure;
    /** The thread that dials, null while none does. */
    private Thread dialler;
    /** Closes the connection that is being dialled, null if there is nothing to close. */
    private Runnable abort;
    /** Null until opened. Written on the feed's lane, before anything is sent. */
    private volatile SendLoop loop;
    /** Confined to the feed's lane. */
    private long lastPing;

    /** @param onChange called when dialling has a result and when the connection was closed from outside; must not block */
    FeedConnection(TradeSink sink, Demand demand, FeedLease lease, FeedCounters counters, LongSupplier nanoTime,
            Runnable onChange) {
        this.sink = sink;
        this.lease = lease;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.demand = new DemandSync(demand, nanoTime);
    }

    /** Dials and keeps the result; waits for the network. Does nothing if the connection was ended before. */
    void dial(FeedDialer dialer) {
        if (!beginDialling(Thread.currentThread())) {
            return;
        }
        FeedDialer.Link dialled = null;
        Throwable why = null;
        try {
            dialled = dialer.dial(this);
        } catch (Throwable thrown) {
            why = thrown;
        }
        if (!endDialling(dialled, why) && dialled != null) {
            // Ended meanwhile, by the application's stop or by a timeout: no other reference to this link exists.
            close(dialled);
        }
        onChange.run();
    }

    private synchronized boolean beginDialling(Thread by) {
        dialler = ended ? null : by;
        return !ended;
    }

    @Override
    public void dialling(Runnable abort) {
        synchronized (this) {
            if (!ended) {
                this.abort = abort;
            }
        }
    }

    /** Returns whether the connection is still wanted. */
    private synchronized boolean endDialling(FeedDialer.Link dialled, Throwable why) {
        dialler = null;
        abort = null;
        if (ended) {
            // It may have been interrupted by {@link #end}; the pool's next task must not see that.
            Thread.interrupted();
            return false;
        }
        link = dialled;
        failure = why;
        return true;
    }

    /** Returns whether there is a connection to be opened. */
    boolean isDialled() {
        return link != null;
    }

    /** What dialling has failed with; empty if it has not. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Why the connection was closed; empty if that is not known. */
    Optional<String> closeReason() {
        return Optional.ofNullable(closeReason);
    }

    /**
     * The handshake has succeeded.
     *
     * @param onSynced called whenever everything in demand has been requested
     */
    void open(Runnable onSynced) {
        lastReceived = nanoTime.getAsLong();
        lastPing = lastReceived;
        sink.carryAtMost(demand.limit());
        loop = new SendLoop(link, () -> nextCommand(onSynced), failure -> closed("sending failed"), nanoTime);
        counters.connections.increment();
    }

    /** Sends the difference to the demand, once the connection is open. */
    void sync() {
        SendLoop open = loop;
        if (open != null) {
            open.pump();
        }
    }

    /**
     * Returns what is wrong with an open connection, if anything is, and makes up for lost signals and for commands that had to
     * wait. Called about five times a second.
     */
    Optional<String> check(Duration silence) {
        if (closeReason != null) {
            return closeReason();
        }
        long now = nanoTime.getAsLong();
        if (now - lastReceived >= silence.toNanos()) {
            return Optional.of("nothing received for " + silence.toSeconds() + " s");
        }
        if (loop.sendingFor(now) > SEND_DEADLINE) {
            return Optional.of("a command could not be sent");
        }
        if (now - lastPing >= PING) {
            lastPing = now;
            return ping();
        }
        sink.carryAtMost(demand.limit());
        sync();
        return Optional.empty();
    }

    private Optional<String> ping() {
        try {
            link.ping();
            return Optional.empty();
        } catch (Throwable broken) {
            return Optional.of("a ping could not be sent: " + broken.getClass().getSimpleName());
        }
    }

    /** Returns whether anything was ever received. */
    boolean hasReceived() {
        return hasReceived;
    }

    /**
     * Ends the connection from this side, at whatever stage it is: dialling is abandoned, and a link that opens nevertheless is
     * closed. Nothing it still receives is published. Any thread; throws nothing.
     *
     * <p>Its socket is closed on the caller's thread: after an undeployment some servers load no classes of the application any
     * more, and the thread that dials may get no further.
     */
    void end() {
        FeedDialer.Link dialled;
        Runnable dialling;
        synchronized (this) {
            ended = true;
            dialled = link;
            dialling = abort;
            if (dialler != null) {
                dialler.interrupt();
            }
        }
        if (loop != null) {
            loop.stop();
        }
        if (dialling != null) {
            dialling.run();
        }
        if (dialled != null) {
            close(dialled);
        }
    }

    private static void close(FeedDialer.Link link) {
        try {
            link.close();
        } catch (Throwable broken) {
            LOG.log(Level.WARNING, "A connection to Finnhub could not be closed: {0}", broken.getClass());
        }
    }

    /** Throws nothing: the container would stop reading, and the connection would stay open without receiving. */
    @Override
    public void received(String text) {
        if (ended || closeReason != null || !lease.isMine()) {
            return;
        }
        lastReceived = nanoTime.getAsLong();
        hasReceived = true;
        try {
            read(text);
        } catch (Throwable mistake) {
            counters.malformed.increment();
            broken.log(() -> "A message of Finnhub could not be processed; the next ones will be", mistake);
        }
    }

    private void read(String text) {
        FeedFrame frame = parser.decode(text);
        if (frame instanceof Trades trades) {
            take(trades, text);
        } else if (frame instanceof Malformed malformed) {
            counters.malformed.increment();
            skipped.log(() -> "Skipped a message that cannot be read: " + malformed.why());
        } else if (frame instanceof Complaint complaint) {
            complain(complaint);
        }
    }

    /** Only trades are checked for repeats: pings between two of them may or may not arrive, and all pings are equal. */
    private void take(Trades trades, String text) {
        if (duplicates.isRepeat(text)) {
            counters.repeated.increment();
            return;
        }
        counters.trades.add(trades.prints().size());
        if (trades.badRows() > 0) {
            counters.malformed.add(trades.badRows());
            skipped.log(() -> "Skipped rows of a trade message that cannot be read: " + trades.badRows());
        }
        int wrong = counters.delays.record(trades.prints());
        if (wrong > 0) {
            counters.wrongTimes.add(wrong);
            wrongTimes.log(() -> "Trades came with times that cannot be right, more than a minute ahead of this server's clock or"
                    + " years behind it; they move no price. If all do, the clock is wrong");
        }
        if (demand.isInDoubt()) {
            demand.traded(trades.prints());
        }
        sink.publish(trades.prints());
    }

    @Override
    public void closed(String reason) {
        if (closeReason == null) {
            closeReason = reason;
            onChange.run();
        }
    }

    private void complain(Complaint complaint) {
        boolean handled = switch (complaint.about()) {
            case TOO_MANY_SYMBOLS ->
                demand.areOverLimit(complaint.name().map(demand::named).orElse(List.of())) || demand.complained();
            case TOO_FAST -> demand.tooFast(complaint.text());
            case ANYTHING_ELSE -> refuse(complaint);
        };
        if (!handled) {
            complaints.log(() -> "Finnhub complains: " + Symbol.quoted(complaint.text()));
        }
        reportOverLimit();
        sync();
    }

    /** Returns whether the error names requested symbols: then Finnhub does not carry them, whatever the wording. */
    private boolean refuse(Complaint complaint) {
        List<Symbol> field = complaint.symbol().map(demand::named).orElse(List.of());
        List<Symbol> refused = demand.refuse(field.isEmpty() ? demand.named(complaint.text()) : field);
        for (Symbol symbol : refused) {
            refusals.log(() -> "Finnhub does not carry " + symbol + ": " + Symbol.quoted(complaint.text()));
            sink.notCarried(symbol);
        }
        return !refused.isEmpty();
    }

    private void reportOverLimit() {
        List<Symbol> overLimit = demand.takeOverLimit();
        if (!overLimit.isEmpty()) {
            sink.carryAtMost(demand.limit());
        }
        for (Symbol symbol : overLimit) {
            refusals.log(() -> "Finnhub carries no more symbols; " + symbol + " is given up");
            sink.refused(symbol);
        }
    }

    private Optional<OutboundMessage> nextCommand(Runnable onSynced) {
        Optional<String> command = demand.next();
        reportOverLimit();
        if (command.isEmpty() && demand.isSynced()) {
            onSynced.run();
        }
        return command.map(OutboundMessage::new);
    }
}
