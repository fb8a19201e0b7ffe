package stockchart.subscription;

import stockchart.market.Symbol;
import stockchart.market.Tape;

/** One subscriber's interest in one symbol, from subscribing to leaving. Told apart by identity; any thread. */
public final class Subscription {
    private final Subscriber subscriber;
    private final Tape tape;
    /** Only ever goes from false to true. */
    private volatile boolean refused;

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

    /** Says whether Finnhub refused the symbol, which has ended this subscription. */
    public boolean isRefused() {
        return refused;
    }

    void refuse() {
        refused = true;
    }

    Subscriber subscriber() {
        return subscriber;
    }
}
