package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import stockchart.client.protocol.Dialect;
import stockchart.testing.Dice;

/**
 * One client with a memory of its own: comes, watches symbols, reads slowly or not at all, floods with pings, loses its way, drops
 * out, comes back and resumes; and verifies everything it gets. Confined to the test's thread.
 */
public final class ClientModel {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final int MOST_SYMBOLS = 3;

    final ClientHost host;
    final Dice dice;
    final Dialect dialect;
    private final Map<String, ClientSeries> series = new TreeMap<>();
    /** The tier last sent to the client; a streamed symbol needs no message. */
    private final Map<String, String> tiers = new HashMap<>();
    /** Connections the client has left without a word. */
    private final List<ClientLine> deserted = new ArrayList<>();
    /** Null while it is away. */
    private ClientLine line;
    private boolean gone;

    public ClientModel(ClientHost host, Dice dice, boolean plain) {
        this.host = host;
        this.dice = dice;
        this.dialect = plain ? Dialect.PLAIN : Dialect.V1;
    }

    /** What happens to the client and its connections in one step of time. */
    public void step() {
        deserted.forEach(ClientLine::step);
        if (line != null) {
            line.step();
        }
        if (line != null && line.isEnded()) {
            line = null;
            series.values().forEach(ClientSeries::disconnected);
        }
        if (!host.calm && dice.chance(0.012)) {
            act();
        } else if (host.calm && line == null && !gone) {
            come();
        }
    }

    /** The network works again: closed connections are gone, and each disconnected client is back with its subscriptions. */
    public void calmDown() {
        deserted.forEach(ClientLine::cut);
        if (line != null) {
            line.flow();
        }
    }

    /** The client leaves permanently. */
    public void leave() {
        gone = true;
        if (line != null) {
            line.cut();
            line = null;
        }
    }

    /** Fails unless the client has every trade of the symbols it watches; returns which it is sure to watch. */
    public List<String> verifyComplete() {
        if (line == null || line.isEnded()) {
            throw new AssertionError("Not connected in the calm");
        }
        return series.values().stream().filter(ClientSeries::verifyComplete).map(ClientSeries::symbol).toList();
    }

    void take(String text) {
        JsonObject message = read(text);
        switch (message.getString("type")) {
            case "trade" -> of(message.getJsonArray("data").getJsonObject(0).getString("s")).trades(message);
            case "subscribed" -> {
                tiers.remove(message.getString("symbol"));
                of(message.getString("symbol")).subscribed(message);
            }
            case "unsubscribed" -> of(message.getString("symbol")).unsubscribed();
            case "error" -> refused(message);
            case "tier" -> tiers.put(message.getString("symbol"), message.getString("tier"));
            case "status", "ping" -> { }
            default -> throw new AssertionError("Not of the protocol: " + text);
        }
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private void refused(JsonObject error) {
        // In the plain dialect the symbol waits as well.
        if (dialect == Dialect.V1 || !error.getString("msg").startsWith("Subscribing to too many symbols")) {
            throw new AssertionError("Refused: " + error);
        }
    }

    /** Fails unless the client knows how the prices of each symbol come. */
    public void verifyTiers(Set<String> streamed) {
        if (dialect == Dialect.V1) {
            series.values().stream().filter(ClientSeries::isWanted).map(ClientSeries::symbol).forEach(symbol -> assertEquals(
                    streamed.contains(symbol) ? "streamed" : "waiting", tiers.getOrDefault(symbol, "streamed"), symbol));
        }
    }

    private ClientSeries of(String symbol) {
        return series.computeIfAbsent(symbol, s -> dialect == Dialect.V1
                ? new SequencedSeries(s, host, dice) : new PlainSeries(s, host));
    }

    private void act() {
        if (line == null) {
            come();
            return;
        }
        // Where nothing is numbered, a command that arrives late does not show the client's position.
        switch (dialect == Dialect.PLAIN && line.isFrozen() ? dice.pick(List.of(0, 1, 13)) : dice.below(15)) {
            case 0 -> {
                line.cut();
                line = null;
            }
            case 1 -> {
                line.stick();
                deserted.add(line);
                line = null;
            }
            case 2 -> line.stick();
            case 12 -> line.freeze();
            case 13 -> line.flow();
            case 14 -> line.flood(dice.between(1, 200));
            case 3, 4 -> series.values().stream().filter(ClientSeries::isWanted).findFirst().ifPresent(this::unwant);
            default -> want(of(dice.pick(host.symbols)));
        }
        if (line == null) {
            series.values().forEach(ClientSeries::disconnected);
        }
    }

    private void come() {
        line = new ClientLine(this);
        series.values().stream().filter(ClientSeries::isWanted).toList().forEach(this::want);
    }

    private void want(ClientSeries wanted) {
        if (wanted.isWanted() || series.values().stream().filter(ClientSeries::isWanted).count() < MOST_SYMBOLS) {
            line.say(wanted.subscribe());
            wanted.asked();
        }
    }

    private void unwant(ClientSeries unwanted) {
        unwanted.unsubscribe();
        line.say("{\"type\":\"unsubscribe\",\"symbol\":\"" + unwanted.symbol() + "\"}");
    }

    static List<Long> prices(JsonObject message, String field) {
        return message.getJsonArray(field).getValuesAs(JsonObject.class).stream()
                .map(trade -> trade.getJsonNumber("p")).map(JsonNumber::longValueExact).toList();
    }
}
