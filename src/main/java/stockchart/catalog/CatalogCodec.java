package stockchart.catalog;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;

/** Lists of symbols as Finnhub writes them, which is also how they are kept and served. Pure functions. */
final class CatalogCodec {
    /** Several times what all US exchanges list. */
    static final int MAX_ROWS = 200_000;

    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    private static final JsonGeneratorFactory GENERATORS = JsonProvider.provider().createGeneratorFactory(Map.of());

    private CatalogCodec() {}

    /**
     * Reads an array of rows one by one. Rows without a well-formed symbol are left out.
     *
     * @throws IOException if it is not an array of at most {@value #MAX_ROWS} rows
     */
    static List<CatalogEntry> parse(InputStream json, CatalogList.Kind kind) throws IOException {
        try (JsonParser parser = PARSERS.createParser(json, StandardCharsets.UTF_8)) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_ARRAY) {
                throw new IOException("not a JSON array");
            }
            List<CatalogEntry> entries = new ArrayList<>();
            parser.getArrayStream().limit(MAX_ROWS + 1L).forEach(row -> entry(row, kind).ifPresent(entries::add));
            if (entries.size() > MAX_ROWS) {
                throw new IOException("more than " + MAX_ROWS + " rows");
            }
            return entries;
        } catch (RuntimeException malformed) {
            // Not only JsonException: Parsson refuses too deep a nesting with a bare RuntimeException.
            if (malformed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("not JSON: " + malformed.getMessage(), malformed);
        }
    }

    /** Writes rows as {@code [{"symbol","displaySymbol","description","type"}]}, UTF-8. */
    static byte[] encode(Collection<CatalogEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 100);
        try (JsonGenerator json = GENERATORS.createGenerator(bytes, StandardCharsets.UTF_8)) {
            json.writeStartArray();
            for (CatalogEntry entry : entries) {
                json.writeStartObject().write("symbol", entry.symbol().value()).write("displaySymbol", entry.displaySymbol())
                        .write("description", entry.description()).write("type", entry.type()).writeEnd();
            }
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    private static Optional<CatalogEntry> entry(JsonValue value, CatalogList.Kind kind) {
        if (!(value instanceof JsonObject row)) {
            return Optional.empty();
        }
        String symbol = text(row, "symbol", "");
        if (!Symbol.isWellFormed(symbol)) {
            return Optional.empty();
        }
        return Optional.of(new CatalogEntry(new Symbol(symbol), text(row, "displaySymbol", symbol), text(row, "description", ""),
                text(row, "type", kind.type())));
    }

    private static String text(JsonObject row, String key, String otherwise) {
        return row.get(key) instanceof JsonString text && !text.getString().isBlank() ? text.getString().strip() : otherwise;
    }
}
