package stockchart.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeJsonCodecTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":[1,{\"b\":null}]}", "\"x\"", "17", "true", "null"})
    void valueIsRead(String json) {
        assertEquals(json, read(" " + json + "\r\n\t ").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}xx", "{}{}", "{} {}", "{},", "{}}", "[]]", "[]{}", "[] 1", "{}\0", "{}\"", "{}null", "", " ",
        "{", "}", "{\"a\":1", "{\"a\":1]", "nonsense", "{\"a\":}"})
    void anythingElseIsRefused(String text) {
        assertThrows(RuntimeException.class, () -> read(text));
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(RuntimeException.class, () -> read("[".repeat(100_000)));
    }

    @Test
    void failureToReadIsTheCause() {
        IOException broken = new IOException("as the test wants");
        assertSame(broken, assertThrows(RuntimeException.class, () -> WholeJsonCodec.read(new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                throw broken;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        })).getCause());
    }

    private static JsonValue read(String text) {
        return WholeJsonCodec.read(new StringReader(text));
    }
}
