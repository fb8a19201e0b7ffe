package stockchart.client.session;

import jakarta.json.JsonObject;

/** What one client has of one symbol, verified with every message. Confined to the test's thread. */
interface ClientSeries {
    String symbol();

    /** Returns whether the client means to watch the symbol. */
    boolean isWanted();

    /** The command to send for watching it, or for watching it again. */
    String subscribe();

    /** The command was handed over. */
    void asked();

    /** The client does not mean to watch it any more. */
    void unsubscribe();

    /** The connection is gone. */
    void disconnected();

    /** A {@code trade} message. */
    void trades(JsonObject message);

    /** A {@code subscribed} message. */
    void subscribed(JsonObject message);

    /** An {@code unsubscribed} message. */
    void unsubscribed();

    /** Fails unless every trade was got, if the symbol is watched; returns whether it is for certain. */
    boolean verifyComplete();
}
