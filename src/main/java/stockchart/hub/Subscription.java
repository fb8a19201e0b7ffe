package stockchart.hub;

import java.util.List;
import java.util.Locale;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.Tape;

/** One subscriber's interest in one symbol, from subscribing to unsubscribing. Compared by identity; any thread. */
public final class Subscription {
    private final Subscriber subscriber;
    private final Channel channel;
    private final long epoch;
    private final long start;
    /** Null while it lasts. */
    private volatile End end;
    /** Written under the lock of {@link Subscriptions}. */
    private volatile Role role;

    /** What the subscriber does with the prices. */
    public enum Role {
        /** Draws a chart; also the default for a client that names no role. */
        CHART,
        /** Shows the price in a row of a watchlist. */
        ROW,
        /** Shows nothing at present: the page is hidden. */
        HIDDEN;

        /** The word used in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it has ended. */
    private enum End { LEFT, NO_ROOM, NOT_CARRIED }

    /** What a subscription gets. It changes while the subscription lasts; only the end is final. */
    public enum State {
        /** The symbol has a slot of the feed, so its trades arrive. */
        STREAMED,
        /** The symbol waits in line for a slot: every slot is in use, or Finnhub carries no more symbols. */
        WAITING,
        /** Finnhub does not carry the symbol. It is requested again after some minutes. */
        REFUSED,
        /**
         * The subscriber has unsubscribed or was never registered, or there is no room: in the line, or among the refused symbols
         * that are remembered.
         */
        ENDED
    }

    Subscription(Subscriber subscriber, Channel channel, Role role) {
        this.subscriber = subscriber;
        this.role = role;
        this.channel = channel;
        this.epoch = channel.tape().epoch();
        this.start = channel.tape().released();
    }

    /** The symbol. */
    public Symbol symbol() {
        return tape().symbol();
    }

    /** The symbol's trades. */
    public Tape tape() {
        return channel.tape();
    }

    /** The tape's epoch when the subscription began. */
    public long epoch() {
        return epoch;
    }

    /** The number of the tape's latest released trade when the subscription began: later ones are for this subscriber. */
    public long start() {
        return start;
    }

    /**
     * The times in the last 24 hours in which the symbol's trades were not recorded, in order; an equal list while nothing changes.
     */
    public List<Gap> gaps() {
        return channel.gaps().recent();
    }

    /**
     * Returns whether candles from before the tape are being read, so that it pays to ask for candles later; never for more than
     * two seconds. {@link Subscriber#changed} signals the end.
     *
     * @param now the monotonic clock, nanoseconds
     */
    public boolean awaitsPast(long now) {
        return channel.awaitsPast(now);
    }

    /** The present state; {@link Subscriber#stateChanged} signals a change other than the end. */
    public State state() {
        return end != null ? State.ENDED : channel.state();
    }

    /** Returns whether it has ended because the waiting line is full. */
    public boolean hadNoRoom() {
        return end == End.NO_ROOM;
    }

    /** How prices come now; as {@link #state()}, it changes while the subscription lasts. */
    public Tier tier() {
        return channel.tier();
    }

    /** How often Finnhub has refused the symbol, so that each refusal is sent to a client once. */
    public int refusals() {
        return channel.refusals();
    }

    Channel channel() {
        return channel;
    }

    /** What the subscriber does with the prices now. */
    public Role role() {
        return role;
    }

    void role(Role next) {
        role = next;
    }

    void end() {
        end = End.LEFT;
    }

    void endWithoutRoom() {
        end = End.NO_ROOM;
    }

    void endNotCarried() {
        end = End.NOT_CARRIED;
    }

    Subscriber subscriber() {
        return subscriber;
    }
}
