package stockchart.feed.finnhub;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages of trades as Finnhub might send them, most of them good, some odd, some broken. The same seed gives the same ones. */
final class RandomFrames {
    private static final List<String> SYMBOLS = List.of("\"AAPL\"", "\"TSLA\"", "\"BRK.B\"", "\"OANDA:EUR_USD\"",
            "\"IC MARKETS:1\"", "\"^GSPC\"", "\"BINANCE:BTCUSDT\"", "\"FXCM:EUR/USD\"", "\"M&M.NS\"");
    private static final List<String> ODD_SYMBOLS = List.of("\"\"", "\"A'B\"", "\"\u202eA\"", "\" A\"", "\"A\\u0041\"", "\"é\"",
            "7", "null", "\"" + "A".repeat(65) + "\"", "\"trade\"", "\"A\tB\"");
    private static final List<String> CONDITIONS = List.of("null", "[]", "[\"1\"]", "[\"1\",\"8\",\"24\",\"12\"]",
            "[\"1\",\"24\",\"12\"]", "[ \"1\" ,\n\"12\" ]", "[\"\"]");
    private static final List<String> ODD_CONDITIONS = List.of("\"1\"", "[1]", "[null,\"1\"]", "[[\"1\"]]", "{}", "[\"]\"]",
            "[\"1\",]", "[,]", "[\"a\\\"b\"]", "[\"é\"]",
            "[\"€\"]", "[\"?\"]", "[\"" + "x".repeat(70) + "\"]", "[\"1\"" + ",\"2\"".repeat(20) + "]",
            "[\"\"" + ",\"\"".repeat(16) + "]", "[\"1\"", "[\"1\" \"2\"]", "true");
    private static final List<String> ODD_NUMBERS = List.of("0", "-0", "-0.0", "-1", "00", "01", "1.", ".5", "+1", "1e5", "1E+5",
            "1.5e-3", "15e-1", "1e22", "1e23", "1e999", "1e-999", "1e9999", "1e-99999999999", "1e999999999", "0e99999999999",
            "0e-5", "1e", "1e+", "0x1", "NaN", "null", "\"1\"", "true", "[]", "{}", "9007199254740991", "9007199254740993",
            "9007199254740993.5", "0.30000000000000004", "123456789012345678", "1234567890123456789", "99999999999999999999",
            "0.0000000000000000000001", "4.9e-324", "2.2250738585072012e-308", "1." + "0".repeat(60), "1".repeat(1_200),
            "1672348887195.0", "1672348887195.5", "253402300799999", "253402300800000", "1.7976931348623159e308", "1 2", "- 1");
    private static final List<String> OTHERS = List.of("\"x\":1", "\"x\":-1.5e3", "\"\":null", "\"pp\":true", "\"x\":\"y\"",
            "\"x\":false", "\"x\":[]", "\"x\":{\"p\":1}", "\"\\u0070\":1", "\"x\":nul", "\"x\":- 1", "\"é\":1", "\"x\"");
    private static final List<String> SPACES = List.of(" ", "\n", "\t", "\r\n", "  ", "\f", "\u00a0", "\0");
    private static final String NOISE = "{}[]\",:.eE+-0123456789 \\cpstvndaulrk\n\0é€?";

    private final Random random;
    /** How many of a hundred choices are odd. */
    private final int oddity;

    RandomFrames(long seed, int oddity) {
        this.random = new Random(seed);
        this.oddity = oddity;
    }

    String next() {
        List<String> members = new ArrayList<>(List.of("\"data\":" + rows(), "\"type\":" + (odd() ? "\"ping\"" : "\"trade\"")));
        disturb(members);
        return space() + "{" + String.join(space() + "," + space(), members) + "}" + space() + (odd() ? "}" : "");
    }

    /** A message with some characters lost, doubled, replaced or added, or cut short. */
    String broken() {
        StringBuilder text = new StringBuilder(next());
        for (int times = random.nextInt(3); times >= 0 && !text.isEmpty(); times--) {
            int at = random.nextInt(text.length());
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, text.charAt(at));
                case 2 -> text.setCharAt(at, noise);
                case 3 -> text.insert(at, noise);
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private String rows() {
        List<String> rows = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            rows.add(odd() ? one(List.of("{}", "null", "[]", "7", "")) : row());
        }
        return "[" + space() + String.join(space() + ",", rows) + "]";
    }

    private String row() {
        List<String> members = new ArrayList<>(List.of(
                "\"s\":" + space() + one(odd() ? ODD_SYMBOLS : SYMBOLS),
                "\"p\":" + number(random.nextInt(90_000_000) - 9_000_000, random.nextInt(6)),
                "\"t\":" + number(1_672_348_887_195L + random.nextInt(100_000), 0),
                "\"v\":" + number(random.nextInt(1_000_000), random.nextInt(9))));
        if (random.nextBoolean()) {
            members.add("\"c\" :" + one(odd() ? ODD_CONDITIONS : CONDITIONS));
        }
        disturb(members);
        return "{" + String.join("," + space(), members) + space() + "}";
    }

    private String number(long digits, int decimals) {
        return odd() ? one(ODD_NUMBERS) : BigDecimal.valueOf(digits, decimals).toPlainString();
    }

    /** Any order, and now and then one more, one doubled or one too few. */
    private void disturb(List<String> members) {
        if (odd()) {
            members.add(one(OTHERS));
        }
        if (odd()) {
            members.add(one(members));
        }
        Collections.shuffle(members, random);
        if (odd()) {
            members.remove(0);
        }
    }

    private String space() {
        return random.nextInt(4) > 0 ? "" : odd() ? one(SPACES) : " ";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean odd() {
        return random.nextInt(100) < oddity;
    }
}
