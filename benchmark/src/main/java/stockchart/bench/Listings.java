package stockchart.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists of stocks as Finnhub has them, with made-up names. Stateless, the same at each run. */
final class Listings {
    private static final List<String> STEMS = List.of("APPLE", "MICRO", "SOFT", "GEN", "BIO", "ENERGY", "FIRST", "UNITED",
            "NOVA", "QUANTUM", "DELTA", "OMNI", "SOLAR", "TRANS", "DATA", "GREEN", "BLUE", "STAR", "PACIFIC", "CAPITAL");
    private static final List<String> ENDS = List.of("INC", "CORP", "HOLDINGS INC", "LTD", "GROUP PLC", "TECHNOLOGIES INC");
    private static final List<String> TYPES = List.of("Common Stock", "Common Stock", "ETP", "ADR", "REIT");

    private Listings() {}

    static String json(int count) {
        Random random = new Random(42);
        return IntStream.range(0, count).mapToObj(i -> row(random, i)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String row(Random random, int i) {
        String symbol = letters(i + 50_000);
        String name = one(random, STEMS) + one(random, STEMS) + " " + one(random, STEMS) + " " + letters(random.nextInt(1 << 20))
                + " " + one(random, ENDS);
        return String.format(Locale.ROOT, "{\"currency\":\"USD\",\"description\":\"%s\",\"displaySymbol\":\"%s\","
                + "\"mic\":\"XNYS\",\"symbol\":\"%s\",\"type\":\"%s\"}", name, symbol, symbol, one(random, TYPES));
    }

    private static String letters(int number) {
        return Integer.toString(number, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    private static String one(Random random, List<String> among) {
        return among.get(random.nextInt(among.size()));
    }
}
