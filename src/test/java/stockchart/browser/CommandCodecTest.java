package stockchart.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.browser.BrowserCommand.Heartbeat;
import stockchart.browser.BrowserCommand.Position;
import stockchart.browser.BrowserCommand.Subscribe;
import stockchart.browser.BrowserCommand.Unsubscribe;

class CommandCodecTest {
    @Test
    void commandsAreRead() throws BadMessageException {
        assertEquals(new Subscribe("IC MARKETS:1", Optional.empty()),
                CommandCodec.parse("{\"symbol\":\"IC MARKETS:1\",\"type\":\"subscribe\",\"extra\":[]}"));
        assertEquals(new Subscribe("AAPL", Optional.of(new Position(7, 9))),
                CommandCodec.parse("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":{\"epoch\":7,\"seq\":9}}"));
        assertEquals(new Subscribe("AAPL", Optional.empty()),
                CommandCodec.parse("{\"type\":\"subscribe\",\"symbol\":\"AAPL\",\"after\":null}"));
        assertEquals(new Unsubscribe("AAPL"), CommandCodec.parse("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}"));
        assertEquals(new Heartbeat(), CommandCodec.parse("{\"type\":\"ping\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nonsense | Not JSON: \"nonsense\"",
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
        BadMessageException refusal = assertThrows(BadMessageException.class, () -> CommandCodec.parse(text));
        assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
    }

    @Test
    void endlessNestingIsRefused() {
        assertThrows(BadMessageException.class, () -> CommandCodec.parse("[".repeat(4_000)));
        assertThrows(BadMessageException.class, () -> CommandCodec.parse("{\"a\":".repeat(800)));
    }
}
