package stockchart.client.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stockchart.hub.Subscription;
import stockchart.market.Symbol;

/** The symbols one client watches. <b>Guarded</b> by its own monitor, a few lines at a time. */
final class Cursors {
    /** In the order of their last message, so that no symbol waits for another. */
    private final Map<Symbol, Cursor> cursors = new LinkedHashMap<>();
    private boolean closed;

    synchronized void put(Cursor cursor) {
        if (!closed) {
            cursors.put(cursor.subscription().symbol(), cursor);
        }
    }

    synchronized Optional<Cursor> remove(Symbol symbol) {
        return Optional.ofNullable(cursors.remove(symbol));
    }

    /** Removes the cursor of exactly this subscription, and says whether it was there. */
    synchronized boolean remove(Subscription subscription) {
        Cursor cursor = cursors.get(subscription.symbol());
        return cursor != null && cursor.subscription() == subscription && cursors.remove(subscription.symbol(), cursor);
    }

    /** Says whether the client has yet to be told that Finnhub does not carry this symbol; it then counts as told. */
    synchronized boolean noteRefusal(Subscription subscription) {
        Cursor cursor = cursors.get(subscription.symbol());
        return cursor != null && cursor.subscription() == subscription && cursor.noteRefusal(subscription.refusals());
    }

    synchronized boolean contains(Symbol symbol) {
        return cursors.containsKey(symbol);
    }

    synchronized int size() {
        return cursors.size();
    }

    /** A cursor whose tape has grown, the longest served first; it goes to the end of the line. */
    synchronized Optional<Cursor> nextBehind() {
        for (Iterator<Cursor> all = cursors.values().iterator(); all.hasNext();) {
            Cursor cursor = all.next();
            if (cursor.isBehind()) {
                if (cursors.size() > 1) {
                    all.remove();
                    cursors.put(cursor.subscription().symbol(), cursor);
                }
                return Optional.of(cursor);
            }
        }
        return Optional.empty();
    }

    /** Says whether a tape has grown beyond its cursor. */
    synchronized boolean isBehind() {
        for (Cursor cursor : cursors.values()) {
            if (cursor.isBehind()) {
                return true;
            }
        }
        return false;
    }

    /** Forgets all and takes no more. */
    synchronized void close() {
        closed = true;
        cursors.clear();
    }
}
