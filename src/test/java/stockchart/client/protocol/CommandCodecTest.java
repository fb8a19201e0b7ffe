package stockchart.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.tape.Candle.Interval.MINUTE;
import static stockchart.tape.Candle.Interval.SECOND;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.client.protocol.CommandCodec.ClientCommand;
import stockchart.client.protocol.CommandCodec.ClientCommand.CandlesAsked;
import stockchart.client.protocol.CommandCodec.ClientCommand.Heartbeat;
import stockchart.client.protocol.CommandCodec.ClientCommand.Position;
import stockchart.client.protocol.CommandCodec.ClientCommand.Subscribe;
import stockchart.client.protocol.CommandCodec.ClientCommand.Unsubscribe;
import stockchart.hub.Subscription.Role;

class CommandCodecTest {
    @Test
    void commandsAreRead() throws CommandCodec.BadMessageException {
        assertEquals(subscribe("IC MARKETS:1"), parse("{\"symbol\":\"IC MARKETS:1\",\"type\":\"subscribe\",\"extra\":[]}"));
        assertEquals(new Subscribe("AAPL", Role.CHART, Optional.of(new Position(7, 9)), List.of()),
                parse("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":{\"epoch\":7,\"seq\":9}}"));
        assertEquals(subscribe("AAPL"), parse("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":null}"));
        assertEquals(new Unsubscribe("AAPL"), parse("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}"));
        assertEquals(new Heartbeat(), parse("{\"type\":\"ping\"}"));
        assertEquals(new Heartbeat(), parse("\ufeff{\"type\":\"ping\"}"));
    }

    @Test
    void candlesAreReadInTheirOrder() throws CommandCodec.BadMessageException {
        assertEquals(subscribe("A", new CandlesAsked(MINUTE, 17), new CandlesAsked(SECOND, 0)),
                parse(asking("[{\"interval\":60000,\"from\":17},{\"interval\":1000}]")));
        assertEquals(subscribe("A", new CandlesAsked(SECOND, 0)), parse(asking("[{\"from\":null,\"interval\":1e3,\"more\":0}]")));
        assertEquals(subscribe("A"), parse(asking("[]")));
        assertEquals(subscribe("A"), parse(asking("null")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"interval\":1000}]", "7", "[{\"interval\":5}]", "[null]"})
    void candlesAreIgnoredInThePlainDialect(String candles) throws CommandCodec.BadMessageException {
        assertEquals(subscribe("A"), CommandCodec.parse(asking(candles), Dialect.PLAIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "7 | The field \"candles\" must be an array of objects with an \"interval\"",
        "{\"interval\":1000} | The field \"candles\" must be an array of objects with an \"interval\"",
        "[1000] | The field \"candles\" must be an array of objects with an \"interval\"",
        "[null] | The field \"candles\" must be an array of objects with an \"interval\"",
        "[{}] | The field \"interval\" in \"candles\" must be a whole number",
        "[{\"interval\":\"1000\"}] | The field \"interval\" in \"candles\" must be a whole number",
        "[{\"interval\":5000}] | The field \"interval\" in \"candles\" must be 1000 or 60000",
        "[{\"interval\":1000,\"from\":-1}] | The field \"from\" in \"candles\" must be a whole number, 0 or above",
        "[{\"interval\":1000,\"from\":0.5}] | The field \"from\" in \"candles\" must be a whole number, 0 or above",
        "[{\"interval\":1000,\"from\":\"x\"}] | The field \"from\" in \"candles\" must be a whole number, 0 or above",
        "[{\"interval\":1000},{\"interval\":1000,\"from\":3}] | The \"interval\" 1000 stands in \"candles\" twice",
    })
    void badCandlesAreNamed(String candles, String expected) {
        badMessageIsNamed(asking(candles), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nonsense | Not JSON: \"nonsense\"",
        "{\"type\":\"unsubscribe\",\"symbol\":\"Z\"}xx | Not JSON",
        "{\"type\":\"ping\"}{\"type\":\"ping\"} | Not JSON",
        "{\"type\":\"ping\"}} | Not JSON",
        "'' | Not JSON: \"\"",
        "[] | Not a JSON object",
        "{\"type\":\"subscribe\" | Not JSON",
        "{\"type\":\"subscribe\"} | No text in the field \"symbol\"",
        "{\"type\":\"subscribe\",\"symbol\":1} | No text in the field \"symbol\"",
        "{\"symbol\":\"AAPL\"} | No text in the field \"type\"",
        "{\"type\":\"shout\"} | Unknown type \"shout\"",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":7} | The field \"after\" must be an object",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":{\"epoch\":1}} | The field \"seq\" in \"after\"",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":{\"epoch\":1,\"seq\":-1}} | The field \"seq\" in \"after\"",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":{\"epoch\":1.5,\"seq\":1}} | The field \"epoch\" in \"after\"",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":{\"epoch\":1e99,\"seq\":1}} | The field \"epoch\" in \"after\"",
        "{\"type\":\"subscribe\",\"symbol\":\"A\",\"after\":{\"epoch\":1e999999999,\"seq\":1}} | The field \"epoch\" in \"after\"",
    })
    void badMessageIsNamed(String text, String expected) {
        CommandCodec.BadMessageException refusal = assertThrows(CommandCodec.BadMessageException.class, () -> parse(text));
        assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
    }

    @Test
    void endlessNestingIsRefused() {
        assertThrows(CommandCodec.BadMessageException.class, () -> parse("[".repeat(4_000)));
        assertThrows(CommandCodec.BadMessageException.class, () -> parse("{\"a\":".repeat(800)));
    }

    private static ClientCommand parse(String text) throws CommandCodec.BadMessageException {
        return CommandCodec.parse(text, Dialect.V1);
    }

    private static Subscribe subscribe(String symbol, CandlesAsked... candles) {
        return new Subscribe(symbol, Role.CHART, Optional.empty(), List.of(candles));
    }

    private static String asking(String candles) {
        return "{\"type\":\"subscribe\",\"symbol\":\"A\",\"candles\":" + candles + "}";
    }
}
