package stockchart.feed.finnhub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Remembers what short texts stand for, so that a text met again costs neither memory nor a check: the same few symbols and
 * condition codes stand in every message.
 *
 * <p>Bounded: {@value #SLOTS} places, and a text that finds its place taken replaces what stood there. Forgetting costs one more
 * conversion and nothing else. <b>Confined</b> to its owner's thread.
 */
final class InternCache<V> {
    /** Twenty times the symbols of a free key, so that two seldom share a place; a power of two. */
    private static final int SLOTS = 1_024;

    private final List<Known<V>> places = new ArrayList<>(Collections.nCopies(SLOTS, null));
    private final Function<String, V> meaning;

    /** @param meaning the lasting meaning of a text, always the same; what it throws reaches whoever asked */
    InternCache(Function<String, V> meaning) {
        this.meaning = meaning;
    }

    /**
     * What a part of a text stands for.
     *
     * @param hash always the same for the same part
     */
    V of(byte[] text, int from, int to, int hash) {
        int place = (hash ^ hash >>> 16) & SLOTS - 1;
        Known<V> known = places.get(place);
        if (known == null || !Arrays.equals(text, from, to, known.text, 0, known.text.length)) {
            String part = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
            known = new Known<>(Arrays.copyOfRange(text, from, to), meaning.apply(part));
            places.set(place, known);
        }
        return known.value;
    }

    private record Known<V>(byte[] text, V value) {}
}
