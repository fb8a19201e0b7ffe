package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A series in Finnhub's own dialect. Nothing is numbered there, so this keeps every place at which the client may stand, which is
 * mostly one; there must always be one.
 */
final class PlainSeries implements ClientSeries {
    private final String symbol;
    private final ClientHost host;
    private final Set<Integer> places = new TreeSet<>();
    private boolean wanted;
    /** Whether a message of before the last command may still be under way: it does not show the client's position since. */
    private boolean overlapping;

    PlainSeries(String symbol, ClientHost host) {
        this.symbol = symbol;
        this.host = host;
    }

    @Override
    public String symbol() {
        return symbol;
    }

    @Override
    public boolean isWanted() {
        return wanted;
    }

    @Override
    public String subscribe() {
        return "{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}";
    }

    /** From now on: behind what was visible, and not behind what is yet to come. */
    @Override
    public void asked() {
        wanted = true;
        overlapping = !places.isEmpty();
        IntStream.rangeClosed(host.truth.visible(symbol), host.truth.size(symbol)).forEach(places::add);
    }

    @Override
    public void unsubscribe() {
        wanted = false;
    }

    @Override
    public void disconnected() {
        places.clear();
        overlapping = false;
    }

    @Override
    public void trades(JsonObject message) {
        List<Long> prices = ClientModel.prices(message, "data");
        Set<Integer> next = new TreeSet<>();
        for (int place : places) {
            IntStream.rangeClosed(place, Math.max(place, host.truth.overwritten(symbol)))
                    .filter(start -> host.truth.matches(symbol, start, prices))
                    .forEach(start -> next.add(start + prices.size()));
        }
        assertFalse(next.isEmpty(), "after " + places + " of " + symbol + " came " + message);
        if (!overlapping) {
            places.clear();
        }
        overlapping = false;
        places.addAll(next);
    }

    @Override
    public void subscribed(JsonObject message) {
        throw new AssertionError("Not of this dialect: " + message);
    }

    @Override
    public void unsubscribed() {
        throw new AssertionError("Not of this dialect: unsubscribed");
    }

    @Override
    public boolean verifyComplete() {
        if (wanted) {
            assertTrue(places.contains(host.truth.size(symbol)), "the last trade of " + symbol + " is " + host.truth.size(symbol)
                    + ", the client stands at " + places);
        }
        return wanted;
    }
}
