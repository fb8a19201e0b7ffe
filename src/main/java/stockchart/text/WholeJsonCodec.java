package stockchart.text;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;

/**
 * Reads a text that is one JSON value from its first character to its last. A {@code JsonReader} stops behind the value and never
 * sees what follows. Stateless; any thread.
 */
public final class WholeJsonCodec {
    /** Held because the static methods of {@code Json} look their provider up on every call. */
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    /** U+FEFF, which some programs put before a text in UTF-8. Readers of JSON may ignore it (RFC 8259, 8.1). */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private WholeJsonCodec() {}

    /**
     * The value that the text is.
     *
     * @throws RuntimeException if it is not one JSON value: not only a {@link JsonException}, because Parsson refuses too deep a
     *         nesting with a bare RuntimeException; with an {@link java.io.IOException} as its cause if the text cannot be read
     */
    public static JsonValue read(Reader text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            parser.next();
            JsonValue value = parser.getValue();
            requireEnd(parser);
            return value;
        }
    }

    /** The same; a byte-order mark before the text is ignored. */
    public static JsonValue read(String text) {
        boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return read(new StringReader(isMarked ? text.substring(1) : text));
    }

    /**
     * To be called behind the value: nothing but white space may follow.
     *
     * @throws JsonException if something follows
     */
    public static void requireEnd(JsonParser parser) {
        if (parser.hasNext()) {
            throw new JsonException("Something follows the JSON value");
        }
    }
}
