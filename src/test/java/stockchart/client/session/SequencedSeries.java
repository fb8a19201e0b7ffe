package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import stockchart.testing.Dice;

/** A series in the dialect with sequence numbers: no trade may be missing but those reported as missing. */
final class SequencedSeries implements ClientSeries {
    private static final int NOTHING = 0;
    private static final int UNKNOWN_PLACE = -1;

    private final String symbol;
    private final ClientHost host;
    private final Dice dice;
    /** The places named in commands that may still be answered, the oldest first; a refusal names no command. */
    private final List<Integer> asked = new ArrayList<>();
    private boolean wanted;
    private boolean live;
    private long epoch;
    private int seq;

    SequencedSeries(String symbol, ClientHost host, Dice dice) {
        this.symbol = symbol;
        this.host = host;
        this.dice = dice;
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
        wanted = true;
        String after = "";
        int place = NOTHING;
        if (epoch != 0 && dice.chance(0.8)) {
            boolean known = dice.chance(0.9);
            place = known ? seq : UNKNOWN_PLACE;
            after = ",\"after\":{\"epoch\":" + (known ? epoch : epoch - 1) + ",\"seq\":" + seq + "}";
        }
        asked.add(place);
        String role = dice.chance(0.3) ? ",\"role\":\"row\"" : "";
        return "{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"" + role + after + "}";
    }

    @Override
    public void asked() {
        // The answer shows all.
    }

    @Override
    public void unsubscribe() {
        wanted = false;
    }

    @Override
    public void disconnected() {
        asked.clear();
        live = false;
    }

    @Override
    public void subscribed(JsonObject message) {
        List<Long> prices = ClientModel.prices(message, "trades");
        int end = message.getInt("seq");
        host.truth.verify(symbol, message.getJsonNumber("epoch").longValueExact(), end, prices);
        int start = end - prices.size();
        boolean complete = message.getBoolean("complete");
        int answered = 0;
        while (answered < asked.size() && !fits(asked.get(answered), start, complete)) {
            answered++;
        }
        assertTrue(answered < asked.size(), "asked for " + symbol + " after " + asked + " and got " + start + " to " + end
                + (complete ? ", complete" : ""));
        asked.subList(0, answered + 1).clear();
        epoch = end > 0 ? message.getJsonNumber("epoch").longValueExact() : 0;
        seq = end;
        live = true;
    }

    /** Only what was overwritten on the tape may be missing, and then it is reported. */
    private boolean fits(int after, int start, boolean complete) {
        int from = Math.max(NOTHING, after);
        boolean whole = start == from;
        return (whole || start > from && start <= host.truth.overwritten(symbol)) && complete == (whole && after != UNKNOWN_PLACE);
    }

    @Override
    public void trades(JsonObject message) {
        assertTrue(live, symbol + " was not subscribed to: " + message);
        List<Long> prices = ClientModel.prices(message, "data");
        int end = message.getInt("seq");
        host.truth.verify(symbol, message.getJsonNumber("epoch").longValueExact(), end, prices);
        int missed = message.getInt("missed", 0);
        assertEquals(end, seq + missed + prices.size(), "after " + seq + " of " + symbol + " came " + message);
        assertTrue(missed == 0 || seq + missed <= host.truth.overwritten(symbol), "left out, but still on the tape: " + message);
        seq = end;
    }

    @Override
    public void unsubscribed() {
        live = false;
    }

    @Override
    public boolean verifyComplete() {
        assertTrue(live || !wanted, symbol + " is wanted, and not watched");
        if (live) {
            assertEquals(host.truth.size(symbol), seq, "the last trade of " + symbol);
        }
        return live;
    }
}
