package stockchart.catalog;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;
import stockchart.text.WholeJsonCodec;

/** Lists of symbols as Finnhub writes them, which is also how they are kept and served. Pure functions. */
public final class CatalogCodec {
    /** Several times what all US exchanges list. */
    static final int MAX_ROWS = 200_000;
    /** The longest descriptions have some sixty characters; what is longer is cut off. */
    static final int MAX_TEXT = 200;

    /** The memory of a row besides its characters: four strings and two records. */
    private static final int BYTES_PER_ROW = 200;
    /** A list may take this share of the heap: the previous one is kept until it has been read. */
    private static final int SHARE_OF_HEAP = 4;

    /** A row has some hundred bytes; one without an end would be held as a whole, many times its length. */
    static final int MAX_ROW_BYTES = 100_000;

    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    private static final JsonGeneratorFactory GENERATORS = JsonProvider.provider().createGeneratorFactory(Map.of());

    private CatalogCodec() {}

    /**
     * Reads an array of rows one by one. Rows without a well-formed symbol are left out and counted.
     *
     * @throws IOException if it is not an array of at most {@value #MAX_ROWS} rows of at most {@value #MAX_ROW_BYTES} bytes each
     *         that fit a quarter of the heap
     */
    static ListRows parse(InputStream json, CatalogList.Kind kind) throws IOException {
        return parse(json, kind, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    static ListRows parse(InputStream json, CatalogList.Kind kind, long maxBytes) throws IOException {
        RowInput input = new RowInput(json);
        try (JsonParser parser = PARSERS.createParser(input, StandardCharsets.UTF_8)) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_ARRAY) {
                throw new IOException("not a JSON array");
            }
            ListRows rows = rows(parser.getArrayStream().iterator(), kind, maxBytes, input);
            WholeJsonCodec.requireEnd(parser);
            return rows;
        } catch (RuntimeException malformed) {
            // Not only JsonException: Parsson refuses too deep a nesting with a bare RuntimeException.
            if (malformed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("not JSON: " + malformed.getMessage(), malformed);
        }
    }

    private static ListRows rows(Iterator<JsonValue> values, CatalogList.Kind kind, long maxBytes, RowInput input)
            throws IOException {
        List<CatalogEntry> entries = new ArrayList<>();
        Map<String, String> types = new HashMap<>();
        long bytes = 0;
        int rows = 0;
        for (; values.hasNext(); rows++) {
            Optional<CatalogEntry> entry = entry(values.next(), kind, types);
            input.nextRow();
            if (rows == MAX_ROWS) {
                throw new IOException("more than " + MAX_ROWS + " rows");
            }
            bytes += entry.map(CatalogCodec::bytes).orElse(0);
            if (bytes > maxBytes) {
                throw new IOException("more than " + rows + " rows do not fit this server's memory, of which a list may take "
                        + (maxBytes >> 20) + " MB; a larger heap (-Xmx) would take it");
            }
            entry.ifPresent(entries::add);
        }
        return new ListRows(entries, rows - entries.size());
    }

    private static int bytes(CatalogEntry entry) {
        return BYTES_PER_ROW + 2 * (entry.symbol().value().length() + entry.description().length());
    }

    /** Writes rows as {@code [{"symbol","displaySymbol","description","type"}]}, UTF-8. */
    static void write(Collection<CatalogEntry> entries, OutputStream to) {
        try (JsonGenerator json = GENERATORS.createGenerator(to, StandardCharsets.UTF_8)) {
            json.writeStartArray();
            for (CatalogEntry entry : entries) {
                json.writeStartObject().write("symbol", entry.symbol().value()).write("displaySymbol", entry.displaySymbol())
                        .write("description", entry.description()).write("type", entry.type()).writeEnd();
            }
            json.writeEnd();
        }
    }

    /** @param types those met so far: there are few, and each string is kept once */
    private static Optional<CatalogEntry> entry(JsonValue value, CatalogList.Kind kind, Map<String, String> types) {
        if (!(value instanceof JsonObject row)) {
            return Optional.empty();
        }
        String symbol = text(row, "symbol", "");
        if (!Symbol.isWellFormed(symbol)) {
            return Optional.empty();
        }
        String display = text(row, "displaySymbol", symbol);
        String type = text(row, "type", kind.type());
        return Optional.of(new CatalogEntry(new Symbol(symbol), display.equals(symbol) ? symbol : display,
                text(row, "description", ""), types.computeIfAbsent(type, known -> known)));
    }

    private static String text(JsonObject row, String key, String otherwise) {
        return row.get(key) instanceof JsonString text && !text.getString().isBlank() ? cut(text.getString().strip()) : otherwise;
    }

    /** The cut never goes through a surrogate pair. */
    private static String cut(String text) {
        int end = Math.min(text.length(), MAX_TEXT);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Limits how much is read for one row. Confined to the thread that reads. */
    private static final class RowInput extends FilterInputStream {
        private long bytes;

        RowInput(InputStream list) {
            super(list);
        }

        void nextRow() {
            bytes = 0;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, Math.min(length, MAX_ROW_BYTES / 4));
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws IOException {
            bytes += more;
            if (bytes > MAX_ROW_BYTES) {
                throw new IOException("a row is longer than " + MAX_ROW_BYTES + " bytes");
            }
        }
    }

    /**
     * What could be read of a list. Immutable.
     *
     * @param leftOut how many rows had no well-formed symbol
     */
    record ListRows(List<CatalogEntry> entries, int leftOut) {}

    /**
     * A row of a list, as offered by the search box. Immutable.
     *
     * @param displaySymbol what a person calls it, for example {@code EUR/USD}; never blank
     * @param description the name in full, possibly empty
     * @param type Finnhub's type of a stock, for example {@code ETP}; {@code Forex} or {@code Crypto} for others
     */
    public record CatalogEntry(Symbol symbol, String displaySymbol, String description, String type) {}
}
