package stockchart.hub;

import java.util.List;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.Tape;

/** One subscriber's interest in one symbol, from subscribing to unsubscribing. Compared by identity; any thread. */
public final class Subscription {
    private final Subscriber subscriber;
    private final Channel channel;
    private final long start;
    /** Changes only from false to true. */
    private volatile boolean ended;

    /** What a subscription gets. It changes while the subscription lasts; only the end is final. */
    public enum State {
        /** The symbol has a slot of the feed, so its trades arrive. */
        STREAMED,
        /** There is no slot for it now: every slot is in use, or Finnhub carries no more symbols. */
        WAITING,
        /** Finnhub does not carry the symbol. It is requested again after some minutes. */
        REFUSED,
        /** The subscriber has unsubscribed or was never registered, or too many refused symbols are remembered already. */
        ENDED
    }

    Subscription(Subscriber subscriber, Channel channel) {
        this.subscriber = subscriber;
        this.channel = channel;
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

    /** The present state; {@link Subscriber#stateChanged} signals a change other than the end. */
    public State state() {
        return ended ? State.ENDED : channel.state();
    }

    /** How often Finnhub has refused the symbol, so that each refusal is sent to a client once. */
    public int refusals() {
        return channel.refusals();
    }

    Channel channel() {
        return channel;
    }

    void end() {
        ended = true;
    }

    Subscriber subscriber() {
        return subscriber;
    }
}
