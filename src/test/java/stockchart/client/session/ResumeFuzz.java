package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.PlainCommand;
import stockchart.client.protocol.PlainCommand.Kind;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.Fuzzed;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.PlainReading;

/**
 * Whatever place a client names in {@code after}, in whatever form of a number, it gets exactly the trades after it, or all that
 * are known, marked as not complete, or an error for the position; and then continues without a gap.
 */
class ResumeFuzz {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final int TAPE = 100;

    /** The ways to write a number down that the fuzzer need not find by itself. */
    enum Form { PLAIN, POINT, EXPONENT, SHIFTED, HALF, RAW }

    /** A number in the message: an offset from the one that is right, or a text of the fuzzer's own. */
    record Written(@NotNull Form form, @InRange(min = -300, max = 300) int offset,
            @NotNull @WithUtf8Length(max = 40) String raw) {
        String text(long right) {
            long value = right + offset;
            return switch (form) {
                case PLAIN -> Long.toString(value);
                case POINT -> value + ".000";
                case EXPONENT -> value + "E+0";
                case SHIFTED -> value + "00e-2";
                case HALF -> value + ".5";
                case RAW -> raw;
            };
        }
    }

    @DictionaryEntries({"9007199254740991", "9007199254740992", "1e99", "1e999999999", "1e-999999999", "-0", "-0.0", "0e0",
        "null", "true", "{}", "\"1\"", "},\"after\":", ",\"seq\":"})
    @FuzzTest
    void goesOnWithoutAGap(@InRange(min = 2, max = 250) int visible, @InRange(min = 0, max = 250) int hidden,
            @NotNull Written epoch, @NotNull Written seq) {
        Fuzzed.run(List.of(visible, hidden, epoch, seq), () -> new Resumption(visible, hidden).check(epoch, seq));
    }

    /** One tape, with trades that may be seen and trades that wait for the next update, and one client that resumes on it. */
    private static final class Resumption {
        private final ManualClock clock = new ManualClock();
        private final ManualExecutor executor = new ManualExecutor();
        private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(3, Duration.ZERO, 1_000, TAPE, 10),
                new FeedStatus(FeedStatus.State.LIVE, false, 9), clock, clock::nanoTime, executor, 1);
        private final long tapeEpoch = clock.millis();
        private final RecordingConnection connection = new RecordingConnection();
        private final ClientSession page = session(connection, Dialect.V1);
        private final long visible;
        private final long total;
        private final long oldest;

        Resumption(int visible, int hidden) {
            this.total = visible + hidden;
            this.oldest = Math.max(0, total - TAPE);
            // Of a full tape at least one trade may be seen.
            this.visible = Math.max(visible, oldest + 1);
            session(new RecordingConnection(), Dialect.PLAIN)
                    .receive("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}", clock.nanoTime());
            // Two updates pass at once, the third one waits.
            publish(0, 1);
            publish(1, visible - 1);
            publish(visible, hidden);
            connection.take();
        }

        void check(Written epoch, Written seq) {
            String text = "{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":{\"epoch\":" + epoch.text(tapeEpoch)
                    + ",\"seq\":" + seq.text(visible) + "}}";
            page.receive(text, clock.nanoTime());
            List<JsonObject> answers = connection.take().stream().map(answer -> PlainReading.object(answer).orElseThrow()).toList();
            PlainCommand command = PlainCommand.read(text, Dialect.V1);
            if (command.kind() == Kind.BAD) {
                assertEquals(List.of("BAD_MESSAGE"), answers.stream().map(answer -> answer.getString("code")).toList());
            } else if (command.kind() == Kind.SUBSCRIBE && command.symbol().equals("AAPL") && command.after().isPresent()) {
                assertEquals(1 + command.candles().size(), answers.size());
                checkJoined(answers.get(0), command.after().get());
                checkLive();
            }
        }

        private void checkJoined(JsonObject joined, Position after) {
            boolean known = after.epoch() == tapeEpoch && after.seq() <= visible;
            boolean complete = known && (after.seq() >= oldest || after.seq() == visible);
            assertEquals("subscribed", joined.getString("type"));
            assertEquals(tapeEpoch, joined.getJsonNumber("epoch").longValueExact());
            assertEquals(visible, joined.getJsonNumber("seq").longValueExact());
            assertEquals(complete, joined.getBoolean("complete"));
            assertEquals(numbers(known ? after.seq() : 0, visible), joined.getJsonArray("trades").getValuesAs(
                    (JsonObject trade) -> trade.getJsonNumber("p").longValueExact()));
        }

        private void checkLive() {
            clock.advance(Duration.ofMillis(100));
            registry.sweep();
            executor.runAll();
            List<String> sent = connection.take();
            assertEquals(total > visible ? 1 : 0, sent.size());
            for (String text : sent) {
                JsonObject message = PlainReading.object(text).orElseThrow();
                List<SymbolTrade> prints = PlainReading.prints(message.getJsonArray("data"));
                assertEquals(numbers(Math.max(visible, total - TAPE), total),
                        prints.stream().map(print -> (long) print.trade().price()).toList());
                assertEquals(total, message.getJsonNumber("seq").longValueExact());
                assertEquals(Math.max(0, total - TAPE - visible), message.getInt("missed", 0));
            }
        }

        /** The trades after a sequence number that the tape still has; their prices are their numbers. */
        private List<Long> numbers(long after, long last) {
            return LongStream.rangeClosed(Math.max(after, oldest) + 1, last).boxed().toList();
        }

        private void publish(int after, int count) {
            registry.publish(IntStream.rangeClosed(after + 1, after + count)
                    .mapToObj(number -> new SymbolTrade(AAPL, new Trade(number, 5, 2))).toList());
            executor.runAll();
        }

        private ClientSession session(ClientConnection to, Dialect dialect) {
            ClientSettings settings = new ClientSettings(2, 10, Duration.ofSeconds(10));
            ClientSession session = new ClientSession(to, dialect, "", registry, settings, clock::nanoTime, closed -> { });
            session.open();
            return session;
        }
    }
}
