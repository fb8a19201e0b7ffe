package stockchart.subscription;

import stockchart.market.Symbol;
import stockchart.market.Tape;

/** One subscriber's interest in one symbol, from subscribing to leaving. Immutable; told apart by identity. */
public final class Subscription {
    private final Subscriber subscriber;
    private final Tape tape;

    Subscription(Subscriber subscriber, Tape tape) {
        this.subscriber = subscriber;
        this.tape = tape;
    }

    /** The symbol. */
    public Symbol symbol() {
        return tape.symbol();
    }

    /** The symbol's trades. */
    public Tape tape() {
        return tape;
    }

    Subscriber subscriber() {
        return subscriber;
    }
}
