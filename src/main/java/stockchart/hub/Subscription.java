package stockchart.hub;

import java.util.List;
import stockchart.market.Symbol;
import stockchart.tape.Gap;
import stockchart.tape.Tape;

/** One subscriber's interest in one symbol, from subscribing to leaving. Told apart by identity; any thread. */
public final class Subscription {
    private final Subscriber subscriber;
    private final Channel channel;
    /** Only ever goes from false to true. */
    private volatile boolean refused;

    Subscription(Subscriber subscriber, Channel channel) {
        this.subscriber = subscriber;
        this.channel = channel;
    }

    /** The symbol. */
    public Symbol symbol() {
        return tape().symbol();
    }

    /** The symbol's trades. */
    public Tape tape() {
        return channel.tape();
    }

    /** When nobody recorded the symbol's trades in the last 24 hours, in the order in which that happened; an equal list while nothing changes. */
    public List<Gap> gaps() {
        return channel.gaps().recent();
    }

    /** Says whether the feed gave the symbol up, which has ended this subscription. */
    public boolean isRefused() {
        return refused;
    }

    /** Says whether Finnhub carries the symbol, as far as is known. If not, a subscription that has not ended waits until it does. */
    public boolean isCarriable() {
        return channel.isCarriable();
    }

    /** How often Finnhub has said that it does not carry the symbol; each time is to be told once. */
    public int refusals() {
        return channel.refusals();
    }

    Channel channel() {
        return channel;
    }

    void refuse() {
        refused = true;
    }

    Subscriber subscriber() {
        return subscriber;
    }
}
