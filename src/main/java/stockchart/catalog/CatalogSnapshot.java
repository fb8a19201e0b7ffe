package stockchart.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.Symbol;

/**
 * The catalogue as it is served, built once per change: sorted by symbol, each symbol once. Only the compressed form is kept,
 * because nearly all clients take it and the other is five times as long. Immutable.
 *
 * @param rows the number of symbols
 * @param gzip the list, UTF-8 and compressed; not to be changed
 * @param tag differs for different content
 */
record CatalogSnapshot(int rows, byte[] gzip, String tag) {
    private static final int BYTES_PER_ROW = 20;
    private static final int TAG_BYTES = 12;

    /** @param lists of two rows with the same symbol the first one is kept */
    static CatalogSnapshot of(Collection<? extends Collection<CatalogEntry>> lists) {
        Map<Symbol, CatalogEntry> sorted = new TreeMap<>();
        lists.forEach(list -> list.forEach(entry -> sorted.putIfAbsent(entry.symbol(), entry)));
        MessageDigest digest = digest();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sorted.size() * BYTES_PER_ROW);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            CatalogCodec.write(sorted.values(), new DigestOutputStream(gzip, digest));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory cannot be written", impossible);
        }
        return new CatalogSnapshot(sorted.size(), bytes.toByteArray(), HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES));
    }

    /** The list, UTF-8, for clients that accept no compression. */
    InputStream json() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
