package stockchart.feed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import stockchart.container.LimitedLog;
import stockchart.container.OutgoingText;
import stockchart.container.SendLoop;
import stockchart.feed.FeedFrame.Complaint;
import stockchart.feed.FeedFrame.Malformed;
import stockchart.feed.FeedFrame.Trades;
import stockchart.market.Symbol;
import stockchart.subscription.Subscriptions;

/**
 * One connection from dialling to its end: what it receives goes to the registry, what is demanded goes out.
 *
 * <p>Received on the link's read thread; sent by whoever finds something to send; both only until the connection has ended.
 */
final class FeedConnection implements FeedDialer.Listener {
    private static final Logger LOG = System.getLogger(FeedConnection.class.getName());
    private static final long SEND_DEADLINE = TimeUnit.SECONDS.toNanos(15);
    /** Proxies, and WildFly on its own simulator, cut a connection on which the client says nothing for a while. */
    private static final long PING = TimeUnit.SECONDS.toNanos(30);

    private final Subscriptions registry;
    private final FeedCounters counters;
    private final LongSupplier nanoTime;
    private final BiConsumer<FeedConnection, String> onClosed;
    private final DemandSync demand;
    private final LimitedLog skipped = new LimitedLog(LOG, Level.WARNING);
    private final LimitedLog complaints = new LimitedLog(LOG, Level.WARNING);
    /** Confined to the link's read thread, as is the next field. */
    private final TradeScanner messages = new TradeScanner();
    private final Stutter stutter = new Stutter();
    private volatile long lastHeard;
    private volatile boolean heard;
    private volatile boolean ended;
    /** Null until dialled. Written on the feed's lane, before anything is sent. */
    private volatile FeedLink link;
    private volatile SendLoop loop;
    /** Confined to the feed's lane. */
    private long lastPing;

    /** @param onClosed told once, with the reason, if the connection ends by itself */
    FeedConnection(Subscriptions registry, FeedCounters counters, LongSupplier nanoTime,
            BiConsumer<FeedConnection, String> onClosed) {
        this.registry = registry;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
        this.demand = new DemandSync(registry::demandedSymbols);
    }

    /**
     * The handshake has succeeded.
     *
     * @param onCalm told whenever everything in demand has been asked for
     */
    void open(FeedLink opened, Runnable onCalm) {
        lastHeard = nanoTime.getAsLong();
        lastPing = lastHeard;
        link = opened;
        loop = new SendLoop(opened, () -> nextCommand(onCalm), failure -> closed("sending failed"), nanoTime);
        counters.connections.increment();
    }

    /** Sends what the demand has gained or lost. */
    void sync() {
        loop.pump();
    }

    /** Says what is wrong with an open connection, if something is, and keeps it in use. Called about ten times a second. */
    Optional<String> check(Duration silence) {
        long now = nanoTime.getAsLong();
        if (now - lastHeard >= silence.toNanos()) {
            return Optional.of("nothing heard for " + silence.toSeconds() + " s");
        }
        if (loop.sendingFor(now) > SEND_DEADLINE) {
            return Optional.of("a command could not be sent");
        }
        if (now - lastPing >= PING) {
            lastPing = now;
            link.ping();
        }
        return Optional.empty();
    }

    /** Says whether anything was ever received. */
    boolean heard() {
        return heard;
    }

    /** Ends the connection from this side. Nothing it still receives is published. */
    void end() {
        ended = true;
        if (loop != null) {
            loop.stop();
            link.close();
        }
    }

    @Override
    public void received(String text) {
        if (ended) {
            return;
        }
        lastHeard = nanoTime.getAsLong();
        heard = true;
        FeedFrame frame = messages.decode(text);
        if (frame instanceof Trades trades) {
            take(trades, text);
        } else if (frame instanceof Malformed malformed) {
            counters.malformed.increment();
            skipped.tell(() -> "Skipped a message that cannot be read: " + malformed.why());
        } else if (frame instanceof Complaint complaint) {
            complain(complaint);
        }
    }

    /** Only trades are checked for repeats: between two of them pings come or not, and all pings are equal. */
    private void take(Trades trades, String text) {
        if (stutter.isRepeat(text)) {
            counters.repeated.increment();
            return;
        }
        counters.trades.add(trades.prints().size());
        if (trades.badRows() > 0) {
            counters.malformed.add(trades.badRows());
            skipped.tell(() -> "Skipped rows of a trade message that cannot be read: " + trades.badRows());
        }
        counters.delays.record(trades.prints());
        registry.publish(trades.prints());
    }

    @Override
    public void closed(String reason) {
        if (!ended) {
            ended = true;
            onClosed.accept(this, reason);
        }
    }

    private void complain(Complaint complaint) {
        if (complaint.overLimit()) {
            demand.refuseLast().ifPresent(symbol -> {
                LOG.log(Level.INFO, "Finnhub carries no more symbols; {0} is given up", symbol);
                registry.refused(symbol);
                sync();
            });
        } else {
            complaints.tell(() -> "Finnhub complains: " + Symbol.quoted(complaint.text()));
        }
    }

    private Optional<OutgoingText> nextCommand(Runnable onCalm) {
        Optional<String> command = demand.next();
        if (command.isEmpty()) {
            onCalm.run();
        }
        return command.map(OutgoingText::new);
    }
}
