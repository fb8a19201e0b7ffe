package stockchart.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.Symbol;

class CatalogCodecTest {
    @Test
    void stockIsReadAsFinnhubWritesIt() throws IOException {
        String json = "[{\"currency\":\"USD\",\"description\":\"APPLE INC\",\"displaySymbol\":\"AAPL\",\"figi\":\"BBG000B9Y5X2\","
                + "\"isin\":null,\"mic\":\"XNGS\",\"symbol\":\"AAPL\",\"type\":\"Common Stock\"}]";
        assertEquals(List.of(new CatalogEntry(new Symbol("AAPL"), "AAPL", "APPLE INC", "Common Stock")),
                parse(json, CatalogList.Kind.STOCK));
    }

    @Test
    void pairGetsItsKindAsType() throws IOException {
        String json = "[{\"description\":\"IC MARKETS Euro vs US Dollar EURUSD\",\"displaySymbol\":\"EUR/USD\",\"symbol\":\"IC MARKETS:1\"}]";
        assertEquals("Forex", parse(json, CatalogList.Kind.FOREX).get(0).type());
        assertEquals("Crypto", parse(json, CatalogList.Kind.CRYPTO).get(0).type());
        assertEquals("EUR/USD", parse(json, CatalogList.Kind.FOREX).get(0).displaySymbol());
    }

    @Test
    void missingFieldsAreFilledIn() throws IOException {
        String json = "[{\"symbol\":\"X\"},{\"symbol\":\"Y\",\"displaySymbol\":\" \",\"description\":null,\"type\":\"\"}]";
        assertEquals(List.of(new CatalogEntry(new Symbol("X"), "X", "", "Common Stock"),
                new CatalogEntry(new Symbol("Y"), "Y", "", "Common Stock")), parse(json, CatalogList.Kind.STOCK));
    }

    @Test
    void rowWithoutGoodSymbolIsLeftOutAndCounted() throws IOException {
        String json = "[1,null,\"AAPL\",[],{},{\"symbol\":\"\"},{\"symbol\":7},{\"symbol\":\"A'B\"},{\"symbol\":\"OK\"}]";
        CatalogCodec.ListRows rows = CatalogCodec.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), CatalogList.Kind.STOCK);
        assertEquals(List.of("OK"), rows.entries().stream().map(entry -> entry.symbol().value()).toList());
        assertEquals(8, rows.leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "\"x\"", "[", "[{\"symbol\":\"A\"}", "[{\"symbol\":\"A\"},", "<html>", "API limit reached",
        "[{\"symbol\":\"A\"}]xx", "[{\"symbol\":\"A\"}][]"})
    void anythingButAnArrayIsRefused(String text) {
        assertThrows(IOException.class, () -> parse(text, CatalogList.Kind.STOCK));
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(IOException.class, () -> parse("[".repeat(5_000), CatalogList.Kind.STOCK));
    }

    @Test
    void tooManyRowsAreRefused() {
        String rows = "[" + "{\"symbol\":\"A\"},".repeat(CatalogCodec.MAX_ROWS) + "{\"symbol\":\"A\"}]";
        assertTrue(assertThrows(IOException.class, () -> parse(rows, CatalogList.Kind.STOCK)).getMessage().contains("200000"));
    }

    @Test
    void listThatDoesNotFitTheMemoryIsRefusedWithASentence() {
        String rows = "[" + "{\"symbol\":\"A\"},".repeat(99) + "{\"symbol\":\"A\"}]";
        InputStream body = new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
        assertTrue(assertThrows(IOException.class, () -> CatalogCodec.parse(body, CatalogList.Kind.STOCK, 10_000)).getMessage()
                .contains("-Xmx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,", "{\"symbol\":\"A", "[", "1", " "})
    void rowWithoutEndIsRefusedBeforeItFillsTheMemory(String start) {
        Endless body = new Endless("[" + start, start.length() == 1 ? start : start.substring(1));
        assertTrue(assertThrows(IOException.class, () -> CatalogCodec.parse(body, CatalogList.Kind.STOCK)).getMessage()
                .matches("a row is longer than 100000 bytes|not JSON: .*"));
        assertTrue(body.read <= 2 * CatalogCodec.MAX_ROW_BYTES, "read " + body.read);
    }

    @Test
    void longListOfShortRowsIsRead() throws IOException {
        String rows = "[" + "{\"symbol\":\"A\"},\n ".repeat(50_000) + "{}]";
        assertEquals(50_000, parse(rows, CatalogList.Kind.STOCK).size());
    }

    @Test
    void textsThatNoNameNeedsAreCut() throws IOException {
        String row = "[{\"symbol\":\"A\",\"description\":\"" + "x".repeat(CatalogCodec.MAX_TEXT - 1) + "😀y\"}]";
        assertEquals("x".repeat(CatalogCodec.MAX_TEXT - 1), parse(row, CatalogList.Kind.STOCK).get(0).description());
    }

    @Test
    void symbolsOfAnyAlphabetAreListed() throws IOException {
        String json = "[{\"symbol\":\"M\\u0026M.NS\"},{\"symbol\":\"FXCM:EUR/USD\"},{\"symbol\":\"株式\"}]";
        assertEquals(List.of("M&M.NS", "FXCM:EUR/USD", "株式"),
                parse(json, CatalogList.Kind.STOCK).stream().map(entry -> entry.symbol().value()).toList());
    }

    @Test
    void writtenListIsReadAgain() throws IOException {
        List<CatalogEntry> entries = List.of(new CatalogEntry(new Symbol("BRK.B"), "BRK.B", "\"Quoted\" & <é>", "Common Stock"));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CatalogCodec.write(entries, written);
        assertEquals(entries, parse(written.toString(StandardCharsets.UTF_8), CatalogList.Kind.STOCK));
    }

    private static List<CatalogEntry> parse(String json, CatalogList.Kind kind) throws IOException {
        return CatalogCodec.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), kind).entries();
    }

    /** A text whose end repeats for ever. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private final byte[] rest;
        private int read;

        Endless(String start, String rest) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.rest = rest.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            int at = read++;
            return at < start.length ? start[at] : rest[(at - start.length) % rest.length];
        }
    }
}
