package stockchart.platform.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps at most one send in flight, and after each one sends what is new by then, until nothing is.
 *
 * <p>Containers either forbid overlapping sends or buffer them without bound; with this loop, what a slow client has not taken
 * merges instead. A send may complete before the call that started it returns (Payara) or later on another thread (WildFly): the
 * loop continues in whichever comes second, so it never recurses.
 *
 * <p>Anything thrown by a supplier, meter, sender or listener is a failure of the connection. It is reported once and ends the
 * loop, which never stays busy without a send in flight.
 *
 * <p>Any thread; nothing is thrown at the caller. State is <b>guarded</b> by its own monitor; nothing is called while it is held.
 */
public final class SendLoop {
    private static final Logger LOG = System.getLogger(SendLoop.class.getName());

    private final TextSender sender;
    private final SendMeter meter;
    private final Supplier<Optional<OutboundMessage>> next;
    private final Consumer<Throwable> onFailure;
    private final LongSupplier nanoTime;
    private boolean busy;
    private boolean again;
    private boolean inFlight;
    private boolean left;
    private boolean stopped;
    private boolean failed;
    private long since;

    /**
     * @param next what to send now, empty if nothing is new; called by one thread at a time
     * @param onFailure called once, when a send has failed or could not be made; nothing is sent after it
     * @param nanoTime the monotonic clock
     */
    public SendLoop(TextSender sender, Supplier<Optional<OutboundMessage>> next, Consumer<Throwable> onFailure,
            LongSupplier nanoTime) {
        this.sender = sender;
        this.meter = sender.meter();
        this.next = next;
        this.onFailure = onFailure;
        this.nanoTime = nanoTime;
    }

    /** Something may be new. Returns at once if a send is in flight: its completion will see it. */
    public void pump() {
        synchronized (this) {
            again = true;
            if (busy || stopped) {
                return;
            }
            busy = true;
        }
        run();
    }

    /** Sends nothing more, except what is in flight. */
    public synchronized void stop() {
        stopped = true;
    }

    /** How long the present send has been in flight, in nanoseconds; 0 if none is. */
    public synchronized long sendingFor(long now) {
        return inFlight ? now - since : 0;
    }

    private void run() {
        try {
            while (begin()) {
                Optional<OutboundMessage> text = next.get();
                if (text.isPresent() && !sendNow(text.get())) {
                    return;
                }
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Continues while there may be something new; otherwise leaves the loop, in the same step. */
    private synchronized boolean begin() {
        busy = again && !stopped;
        again = false;
        return busy;
    }

    private boolean sendNow(OutboundMessage text) {
        long now;
        synchronized (this) {
            again = true;
            inFlight = true;
            left = false;
            now = nanoTime.getAsLong();
            since = now;
        }
        meter.started(text, now);
        sender.send(text, this::sent);
        synchronized (this) {
            left = inFlight;
            return !left;
        }
    }

    private void sent(Optional<Throwable> failure) {
        if (failure.isPresent()) {
            fail(failure.get());
            return;
        }
        boolean goOn;
        long began;
        synchronized (this) {
            if (!inFlight) {
                // Completed twice, or after the send was given up.
                return;
            }
            inFlight = false;
            goOn = left;
            began = since;
        }
        try {
            meter.ended(began, !goOn);
        } catch (Throwable broken) {
            fail(broken);
        }
        if (goOn) {
            run();
        }
    }

    private void fail(Throwable failure) {
        synchronized (this) {
            inFlight = false;
            stopped = true;
            if (failed) {
                return;
            }
            failed = true;
        }
        try {
            onFailure.accept(failure);
        } catch (Throwable worse) {
            LOG.log(Level.ERROR, "A connection that cannot send could not be ended", worse);
        }
    }

    /** Sends texts over one connection, one after the other. */
    @FunctionalInterface
    public interface TextSender {
        /**
         * Sends a text without waiting.
         *
         * @param done called once, with what went wrong if something did; may be called before this method returns, and a second
         *     time with a failure if sending threw nevertheless
         */
        void send(String text, Consumer<Optional<Throwable>> done);

        /** The same for a message that many clients are sent; a connection that can use the frame built once does. */
        default void send(OutboundMessage text, Consumer<Optional<Throwable>> done) {
            send(text.text(), done);
        }

        /** Counts what is sent. */
        default SendMeter meter() {
            return SendMeter.NONE;
        }
    }

    /**
     * Called for each send of a {@link SendLoop}. Any thread, while nothing is locked; every send passes here, so it must be fast.
     */
    public interface SendMeter {
        /** Counts nothing. */
        SendMeter NONE = new SendMeter() {
            @Override
            public void started(OutboundMessage text, long now) {}

            @Override
            public void ended(long since, boolean atOnce) {}
        };

        /**
         * A message is passed to the connection.
         *
         * @param now on the monotonic clock, nanoseconds
         */
        void started(OutboundMessage text, long now);

        /**
         * A send has succeeded.
         *
         * @param since when it started, on the monotonic clock, nanoseconds
         * @param atOnce whether it ended before the call that started it returned
         */
        void ended(long since, boolean atOnce);
    }
}
