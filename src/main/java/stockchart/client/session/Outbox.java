package stockchart.client.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.Subscription;
import stockchart.hub.Subscription.Role;
import stockchart.hub.SubscriptionHub;
import stockchart.hub.Tier;
import stockchart.market.Symbol;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.tape.Tape;
import stockchart.tape.Tape.Series;
import stockchart.tape.TapeSlice;

/**
 * Decides what one client is sent next: replies to its commands in their order, then the feed's status, then what lies between its
 * cursors and the ends of their tapes. Nothing but replies waits in a queue, so a slow client costs a cursor per symbol.
 *
 * <p>Any thread, but for {@link #next}, which the client's send loop calls, one thread at a time. <b>Guarded</b> by its own
 * monitor, a few lines at a time; no message is built while it is held.
 */
final class Outbox {
    /** More than a whole burst of commands has. */
    static final int MAX_REPLIES = 128;

    private final Dialect dialect;
    private final StatusUpdates statusUpdates;
    /**
     * Each reply is one message or several in a row, never none. A message is built when its turn comes, so a client that requests
     * candles a hundred times and does not read holds a hundred requests, not their texts. Bounded: when the queue is full, the
     * reply is refused and the session closes the connection.
     */
    private final Queue<Reply> replies = new ArrayDeque<>();
    /** The symbols the client watches, in the order of their last message, so that no symbol waits for another. */
    private final Map<Symbol, Cursor> cursors = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    /** Whether a tier may differ from the one last sent to the client; the periodic check makes up for a lost signal. */
    private volatile boolean areTiersNew;
    private boolean closed;

    /** @param nanoTime the monotonic clock, nanoseconds */
    Outbox(SubscriptionHub hub, Dialect dialect, LongSupplier nanoTime) {
        this.dialect = dialect;
        this.nanoTime = nanoTime;
        this.statusUpdates = new StatusUpdates(hub, nanoTime);
    }

    /** The message to send now; empty if the client has everything. */
    Optional<OutboundMessage> next() {
        Optional<Supplier<OutboundMessage>> reply = nextReply();
        if (reply.isPresent()) {
            return Optional.of(reply.get().get());
        }
        if (dialect == Dialect.V1) {
            Optional<String> update = statusUpdates.next();
            if (update.isPresent()) {
                return update.map(OutboundMessage::new);
            }
            Optional<Cursor> tierChange = areTiersNew ? nextTierChange() : Optional.empty();
            if (tierChange.isPresent()) {
                return tierChange.map(cursor -> new OutboundMessage(cursor.takeTier(nanoTime.getAsLong())));
            }
        }
        return nextBehind().map(cursor -> cursor.take(dialect));
    }

    /** Returns whether there is something to send, although the signal for it may have been lost. */
    boolean isSomethingWaiting(long now) {
        return hasRepliesOrTrades()
                || dialect == Dialect.V1 && (hasTier(now) || statusUpdates.isFeedUnknown() || statusUpdates.recoveryIsDue(now));
    }

    /**
     * Adds a reply of one message or more, to be sent in a row; false if the queue is full.
     *
     * @param isReady until this holds at a time of the monotonic clock, the reply and those behind it wait; prices do not
     */
    synchronized boolean offer(List<Supplier<OutboundMessage>> messages, LongPredicate isReady) {
        return replies.size() < MAX_REPLIES && replies.add(new Reply(isReady, messages.iterator()));
    }

    /** How many replies have not been sent in full. */
    synchronized int replies() {
        return replies.size();
    }

    /** Adds a cursor that first takes the known trades, or those after the client's position; returns the reply that does so. */
    Supplier<OutboundMessage> join(Subscription subscription, Optional<Position> after) {
        Cursor cursor = new Cursor(subscription);
        put(cursor);
        return () -> cursor.join(after);
    }

    /** Adds a cursor that takes only the trades since the subscription began. */
    void joinAtStart(Subscription subscription) {
        put(new Cursor(subscription).atStart());
    }

    private synchronized void put(Cursor cursor) {
        if (!closed) {
            cursors.put(cursor.subscription.symbol(), cursor);
        }
    }

    /** Removes the cursor of a symbol and returns its subscription; empty if the client does not watch the symbol. */
    synchronized Optional<Subscription> remove(Symbol symbol) {
        return Optional.ofNullable(cursors.remove(symbol)).map(cursor -> cursor.subscription);
    }

    /** Removes the cursor of exactly this subscription, and returns whether it was there. */
    synchronized boolean remove(Subscription subscription) {
        return has(subscription) && cursors.remove(subscription.symbol()) != null;
    }

    /** Returns whether the latest refusal of this symbol has not been sent to the client yet; it then counts as sent. */
    synchronized boolean noteRefusal(Subscription subscription) {
        return has(subscription) && cursors.get(subscription.symbol()).noteRefusal(subscription.refusals());
    }

    /** Notes whether a symbol waits, and returns whether it did not before. */
    synchronized boolean noteWaiting(Subscription subscription, boolean isWaiting) {
        return has(subscription) && cursors.get(subscription.symbol()).noteWaiting(isWaiting);
    }

    /**
     * The subscriptions that wait, are refused or have ended without a message to the client: the signal may have been lost. Called
     * for every client each second, so it allocates nothing while there are none.
     */
    synchronized List<Subscription> unreported() {
        List<Subscription> unreported = List.of();
        for (Cursor cursor : cursors.values()) {
            if (cursor.isUnreported()) {
                unreported = unreported.isEmpty() ? new ArrayList<>() : unreported;
                unreported.add(cursor.subscription);
            }
        }
        return unreported;
    }

    /** The tier of a symbol may have changed. */
    void noteTiers() {
        areTiersNew = true;
    }

    /** A cursor whose tier has not been sent to the client. */
    private synchronized Optional<Cursor> nextTierChange() {
        // Before the look, so that a change during it is seen by the next one.
        areTiersNew = false;
        long now = nanoTime.getAsLong();
        Optional<Cursor> first = firstTierDue(now);
        areTiersNew |= first.isPresent();
        return first;
    }

    private synchronized boolean hasTier(long now) {
        boolean isDue = firstTierDue(now).isPresent();
        areTiersNew |= isDue;
        return isDue;
    }

    private Optional<Cursor> firstTierDue(long now) {
        for (Cursor cursor : cursors.values()) {
            if (cursor.isTierDue(now)) {
                return Optional.of(cursor);
            }
        }
        return Optional.empty();
    }

    private boolean has(Subscription subscription) {
        Cursor cursor = cursors.get(subscription.symbol());
        return cursor != null && cursor.subscription == subscription;
    }

    synchronized boolean watches(Symbol symbol) {
        return cursors.containsKey(symbol);
    }

    /** How many of the symbols are for charts. */
    synchronized int charts() {
        return (int) cursors.values().stream().filter(cursor -> cursor.subscription.role() == Role.CHART).count();
    }

    /** How many symbols the client watches. */
    synchronized int symbols() {
        return cursors.size();
    }

    /** Drops everything and accepts no cursor any more. */
    synchronized void close() {
        closed = true;
        replies.clear();
        cursors.clear();
    }

    private synchronized Optional<Supplier<OutboundMessage>> nextReply() {
        if (replies.isEmpty() || !replies.element().isReady().test(nanoTime.getAsLong())) {
            return Optional.empty();
        }
        Iterator<Supplier<OutboundMessage>> messages = replies.element().messages();
        Supplier<OutboundMessage> message = messages.next();
        if (!messages.hasNext()) {
            replies.remove();
        }
        return Optional.of(message);
    }

    /** A cursor whose tape has grown, the one served longest ago first; it goes to the end of the order. */
    private synchronized Optional<Cursor> nextBehind() {
        for (Iterator<Cursor> all = cursors.values().iterator(); all.hasNext();) {
            Cursor cursor = all.next();
            if (cursor.isBehind() && cursor.hasNews(dialect)) {
                if (cursors.size() > 1) {
                    all.remove();
                    cursors.put(cursor.subscription.symbol(), cursor);
                }
                return Optional.of(cursor);
            }
        }
        return Optional.empty();
    }

    private synchronized boolean hasRepliesOrTrades() {
        if (!replies.isEmpty()) {
            return true;
        }
        for (Cursor cursor : cursors.values()) {
            if (cursor.isBehind()) {
                return true;
            }
        }
        return false;
    }

    private record Reply(LongPredicate isReady, Iterator<Supplier<OutboundMessage>> messages) {}

    /** The client's position on one tape. <b>Confined</b> to the send loop once added; its subscription is immutable. */
    private static final class Cursor {
        /** The most trades a first reply carries; a resume carries all that are missing. */
        private static final int SNAPSHOT = 1_000;
        /** Clients no further back in line get another place more often. */
        private static final int NEAR = 10;
        private static final long NEAR_PAUSE = TimeUnit.SECONDS.toNanos(2);
        private static final long FAR_PAUSE = TimeUnit.SECONDS.toNanos(10);

        private final Subscription subscription;
        private volatile boolean live;
        private volatile long epoch;
        private long position;
        /** Guarded by the monitor of the outbox. */
        private int refusalsSent;
        /** Guarded by the monitor of the outbox. */
        private boolean isKnownToWait;
        /** A symbol that is just streamed needs no message. */
        private volatile Tier tierSent = Tier.STREAMED;
        private volatile long tierSentAt;

        Cursor(Subscription subscription) {
            this.subscription = subscription;
        }

        Cursor atStart() {
            epoch = subscription.epoch();
            position = subscription.start();
            live = true;
            return this;
        }

        boolean noteRefusal(int refusals) {
            boolean isNew = refusals > refusalsSent;
            refusalsSent = refusals;
            return isNew;
        }

        boolean isUnreported() {
            return switch (subscription.state()) {
                case STREAMED -> false;
                case REFUSED -> subscription.refusals() > refusalsSent;
                case WAITING -> !isKnownToWait;
                case ENDED -> true;
            };
        }

        boolean noteWaiting(boolean isWaiting) {
            boolean isNew = isWaiting && !isKnownToWait;
            isKnownToWait = isWaiting;
            return isNew;
        }

        /** Returns whether the client is to be sent the tier: at once if prices come in another way, otherwise not too often. */
        boolean isTierDue(long now) {
            Tier present = subscription.tier();
            Tier sent = tierSent;
            if (!live || present.equals(sent)) {
                return false;
            }
            boolean isFar = present.position() > NEAR && sent.position() > NEAR;
            return !present.isLike(sent) || now - tierSentAt >= (isFar ? FAR_PAUSE : NEAR_PAUSE);
        }

        String takeTier(long now) {
            Tier present = subscription.tier();
            tierSent = present;
            tierSentAt = now;
            return MessageCodec.tier(subscription.symbol(), present);
        }

        /** Returns whether the tape has grown beyond this cursor, once it has joined, or has begun another series. */
        boolean isBehind() {
            return live && (subscription.tape().released() > position || subscription.tape().epoch() != epoch);
        }

        /**
         * Follows the tape to another series if the client needs no message for that: a client of the plain dialect is sent the
         * trades that have come since; another one has nothing yet, and neither has the series.
         */
        boolean hasNews(Dialect dialect) {
            Series present = subscription.tape().series();
            if (present.epoch() != epoch && (dialect == Dialect.PLAIN || position == 0 && present.known() == 0)) {
                epoch = present.epoch();
                position = present.known();
            }
            return isBehind();
        }

        /** The new trades, or all that is known of another series; the cursor is behind them afterwards. */
        OutboundMessage take(Dialect dialect) {
            Tape tape = subscription.tape();
            TapeSlice slice = tape.slice(position, Integer.MAX_VALUE);
            if (slice.epoch() == epoch) {
                return MessageCodec.trades(moveTo(slice), dialect);
            }
            TapeSlice all = tape.slice(dialect == Dialect.PLAIN ? tape.series().known() : 0, SNAPSHOT);
            return dialect == Dialect.PLAIN ? MessageCodec.trades(moveTo(all), dialect)
                    : MessageCodec.subscribed(moveTo(all), true);
        }

        /** The first reply; the cursor is live afterwards. */
        OutboundMessage join(Optional<Position> after) {
            Tape tape = subscription.tape();
            if (after.isEmpty()) {
                return MessageCodec.subscribed(moveTo(tape.slice(0, SNAPSHOT)), false);
            }
            boolean known = after.get().epoch() == tape.epoch() && after.get().seq() <= tape.released();
            TapeSlice slice = tape.slice(known ? after.get().seq() : 0, Integer.MAX_VALUE);
            if (known && slice.epoch() != after.get().epoch()) {
                // The tape has begun another series just now.
                known = false;
                slice = tape.slice(0, Integer.MAX_VALUE);
            }
            return MessageCodec.subscribed(moveTo(slice), !known);
        }

        private TapeSlice moveTo(TapeSlice slice) {
            position = slice.end();
            epoch = slice.epoch();
            live = true;
            return slice;
        }
    }
}
