package stockchart.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import stockchart.market.Symbol;

/**
 * The catalogue as it is served, built once per change: sorted by symbol, each symbol once. Immutable.
 *
 * @param rows the number of symbols
 * @param json the list, UTF-8; not to be changed
 * @param gzip the same, compressed; not to be changed
 * @param tag tells this content from any other
 */
record CatalogSnapshot(int rows, byte[] json, byte[] gzip, String tag) {
    /** @param lists the first of two rows with the same symbol stays */
    static CatalogSnapshot of(Collection<? extends Collection<CatalogEntry>> lists) {
        Map<Symbol, CatalogEntry> sorted = new TreeMap<>();
        lists.forEach(list -> list.forEach(entry -> sorted.putIfAbsent(entry.symbol(), entry)));
        byte[] json = CatalogCodec.encode(sorted.values());
        return new CatalogSnapshot(sorted.size(), json, compressed(json), tag(json));
    }

    private static byte[] compressed(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory cannot be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
