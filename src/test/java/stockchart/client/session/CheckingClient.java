package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.CommandCodec.ClientCommand.CandlesAsked;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.ErrorReply;
import stockchart.market.Symbol;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.PlainReading;
import stockchart.testing.Violations;

/**
 * A client that checks every message it gets against the protocol: that it is JSON in UTF-8, that it is the answer that is due, and
 * that no trade is lost, sent twice or sent without a subscription. Each symbol's trades have the prices 1, 2, 3 and so on, so that
 * a price is a sequence number, all of them the same time in 1970 and the volume 2. Confined to the test's thread.
 */
final class CheckingClient implements ClientConnection {
    /**
     * What the next text must be.
     *
     * @param after only of a place that was named
     * @param candles only of candles, which belong to the same answer as the text before
     */
    record Due(String type, String code, Optional<String> symbol, Optional<Position> after, Optional<CandlesAsked> candles) {
        static Due error(ErrorReply.Code code, String symbol) {
            return new Due("error", code.name(), Optional.ofNullable(symbol), Optional.empty(), Optional.empty());
        }

        static Due of(String type, String symbol, Optional<Position> after) {
            return new Due(type, "", Optional.of(symbol), after, Optional.empty());
        }

        static Due candles(String symbol, CandlesAsked asked) {
            return new Due("candles", "", Optional.of(symbol), Optional.empty(), Optional.of(asked));
        }
    }

    /** What has not come yet, in order. */
    final Queue<Due> due = new ArrayDeque<>();
    /** Whether sends stay in flight. */
    boolean stalled;
    /** Null while nothing is in flight. */
    Consumer<Optional<Throwable>> inFlight;
    /** Null while the connection is open. */
    CloseReason closeReason;
    /** What the session would survive. */
    final Violations violations = new Violations();
    private final Dialect dialect;
    /** How far each symbol's trades were sent; of those joined only. */
    private final Map<String, Long> places = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, String> tiers = new HashMap<>();
    private final Set<String> limits = new HashSet<>();

    CheckingClient(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The number of the last trade sent of a symbol. */
    Optional<Long> place(String symbol) {
        return Optional.ofNullable(places.get(symbol));
    }

    /** How many answers have not come yet, one that has come in part included. */
    int unanswered() {
        boolean inPart = !due.isEmpty() && due.element().candles.isPresent();
        return (int) due.stream().filter(text -> text.candles.isEmpty()).count() + (inPart ? 1 : 0);
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        violations.check(() -> {
            assertNull(inFlight, "two sends at once");
            assertNull(closeReason, "sent after the close");
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text), () -> "No UTF-8: " + text);
            check(PlainReading.object(text).orElseThrow(() -> new AssertionError("Not JSON: " + text)));
        });
        if (stalled) {
            inFlight = done;
        } else {
            done.accept(Optional.empty());
        }
    }

    /** Ends the send in flight, if there is one. */
    void end(Optional<Throwable> failure) {
        Consumer<Optional<Throwable>> done = inFlight;
        inFlight = null;
        if (done != null) {
            done.accept(failure);
        }
    }

    @Override
    public void ping() {
        violations.check(() -> assertNull(closeReason, "pinged after the close"));
    }

    @Override
    public void close(CloseFrame reason) {
        violations.check(() -> assertNull(closeReason, "closed twice"));
        closeReason = (CloseReason) reason;
    }

    private void check(JsonObject message) {
        String type = message.getString("type");
        switch (type) {
            case "trade" -> checkTrades(message);
            case "ping" -> { }
            case "status" -> assertEquals(Dialect.V1, dialect);
            case "tier" -> checkTier(message);
            default -> checkAnswer(type, message);
        }
    }

    private void checkTier(JsonObject message) {
        assertEquals(Dialect.V1, dialect);
        assertTrue(places.containsKey(message.getString("symbol")), () -> "not watched: " + message);
        tiers.put(message.getString("symbol"), message.getString("tier"));
    }

    /** How prices of a symbol come, as the client knows it. */
    String tier(String symbol) {
        return tiers.getOrDefault(symbol, "streamed");
    }

    /** Whether the client was sent that all slots are in use, and this symbol waits. */
    boolean wasSentWaiting(String symbol) {
        return limits.stream().anyMatch(sentence -> sentence.endsWith(Symbol.quoted(symbol)));
    }

    private void checkAnswer(String type, JsonObject message) {
        if (dialect == Dialect.PLAIN && message.getString("msg").startsWith("Subscribing to too many symbols: all ")) {
            limits.add(message.getString("msg"));
            return;
        }
        Due expected = due.poll();
        assertNotNull(expected, () -> "no command requested " + message);
        assertEquals(expected.type, type, message::toString);
        if (dialect == Dialect.PLAIN) {
            assertTrue(!message.getString("msg").isEmpty() && message.size() == 2, message::toString);
            return;
        }
        assertEquals(expected.code, message.getString("code", ""), message::toString);
        assertEquals(expected.symbol, PlainReading.text(message, "symbol"));
        if (type.equals("subscribed")) {
            checkJoined(expected, message);
        } else if (type.equals("candles")) {
            checkCandles(expected.candles.orElseThrow(), message);
        } else if (!expected.code.equals("CLIENT_LIMIT")) {
            expected.symbol.ifPresent(places::remove);
        }
    }

    private void checkJoined(Due expected, JsonObject joined) {
        String symbol = joined.getString("symbol");
        long epoch = joined.getJsonNumber("epoch").longValueExact();
        // A symbol that only waited leaves no tape behind.
        // A symbol that only waited, and had no trade, leaves no tape behind.
        assertEquals(epoch, epochs.merge(symbol, epoch, (old, next) -> places.getOrDefault(symbol, 0L) > 0 ? old : next));
        long seq = joined.getJsonNumber("seq").longValueExact();
        List<Long> numbers = joined.getJsonArray("trades").getValuesAs(
                (JsonObject trade) -> trade.getJsonNumber("p").longValueExact());
        long before = seq - numbers.size();
        assertRun(before, numbers);
        Optional<Long> from = expected.after.filter(after -> after.epoch() == epoch && after.seq() <= seq).map(Position::seq);
        boolean complete = expected.after.isEmpty() ? before == 0 : from.isPresent() && from.get() == before;
        assertEquals(complete, joined.getBoolean("complete"), joined::toString);
        places.put(symbol, seq);
        // A streamed symbol causes no message.
        tiers.remove(symbol);
    }

    private void checkCandles(CandlesAsked asked, JsonObject message) {
        String symbol = message.getString("symbol");
        long seq = message.getJsonNumber("seq").longValueExact();
        assertEquals(asked.interval().millis(), message.getInt("interval"));
        assertEquals(epochs.get(symbol), message.getJsonNumber("epoch").longValueExact());
        assertTrue(seq >= places.get(symbol), message::toString);
        String all = "[[" + FuzzedServer.START + ",1," + seq + ",1," + seq + "," + 2 * seq + "," + seq + "]]";
        assertEquals(seq > 0 && asked.from() <= FuzzedServer.START ? all : "[]", message.getJsonArray("candles").toString());
        List<JsonObject> gaps = message.getJsonArray("gaps").getValuesAs(JsonObject.class);
        for (int i = 0; i < gaps.size(); i++) {
            assertTrue(i == gaps.size() - 1 || gaps.get(i).containsKey("to"), message::toString);
            long to = gaps.get(i).containsKey("to") ? number(gaps.get(i), "to") : Long.MAX_VALUE;
            long next = i < gaps.size() - 1 ? number(gaps.get(i + 1), "from") : Long.MAX_VALUE;
            assertTrue(number(gaps.get(i), "from") < to && to <= next, message::toString);
        }
    }

    private static long number(JsonObject object, String field) {
        return object.getJsonNumber(field).longValueExact();
    }

    private void checkTrades(JsonObject message) {
        List<JsonObject> rows = message.getJsonArray("data").getValuesAs(JsonObject.class);
        String symbol = rows.get(0).getString("s");
        List<Long> numbers = rows.stream().map(row -> row.getJsonNumber("p").longValueExact()).toList();
        assertEquals(rows.size(), PlainReading.prints(message.getJsonArray("data")).size());
        assertTrue(rows.stream().allMatch(row -> row.getString("s").equals(symbol)));
        long before = numbers.get(0) - 1;
        assertRun(before, numbers);
        long seq = before + numbers.size();
        if (dialect == Dialect.V1) {
            assertEquals(seq, message.getJsonNumber("seq").longValueExact());
            assertEquals(epochs.get(symbol), message.getJsonNumber("epoch").longValueExact());
            assertTrue(places.containsKey(symbol), () -> "not joined: " + message);
            assertEquals(before - places.get(symbol), message.getInt("missed", 0), message::toString);
        } else {
            assertTrue(before >= places.getOrDefault(symbol, 0L), () -> "sent twice: " + message);
        }
        places.put(symbol, seq);
    }

    private static void assertRun(long before, List<Long> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(before + i + 1, numbers.get(i));
        }
    }
}
