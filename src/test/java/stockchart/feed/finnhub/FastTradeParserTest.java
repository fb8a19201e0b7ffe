package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Trade;
import stockchart.testing.LookUps;

/** The parser must return what the codec would return, or nothing. */
class FastTradeParserTest {
    private static final String RECORDED = """
            {"data":[
              {"c":["1","8","24","12"],"p":122.1,"s":"TSLA","t":1672348887195,"v":1},
              {"c":["1","8","24","12"],"p":122.09,"s":"TSLA","t":1672348887196,"v":4},
              {"c":["1","24","12"],"p":129.58,"s":"AAPL","t":1672348887666,"v":1}],
             "type":"trade"}""";
    private static final String CRYPTO = "{\"data\":[{\"c\":null,\"p\":7296.89,\"s\":\"BINANCE:BTCUSDT\",\"t\":1575526691134,"
            + "\"v\":0.011467}],\"type\":\"trade\"}";

    private final FastTradeParser scanner = new FastTradeParser();

    @ParameterizedTest
    @ValueSource(strings = {RECORDED, CRYPTO,
        "{\"type\":\"trade\",\"data\":[{\"v\":0,\"t\":1,\"s\":\"IC MARKETS:1\",\"p\":1.0846}]}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1},{\"p\":1,\"s\":\"FXCM:EUR/USD\",\"t\":1,\"v\":null}],\"type\":\"trade\"}",
        "{\"data\":[],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":0,\"s\":\"CL\",\"t\":1,\"v\":-0},{\"p\": -37.63,\"s\":\"CL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "\t{ \"x\" : -1e5 , \"data\" : [ { \"y\" : \"\" , \"c\" : [ ] , \"p\" : 1e2 , \"s\" : \"A\" , \"t\" : 1 , \"v\" : 0.5 } ]"
                + " , \"type\" : \"trade\" , \"w\" : null }\r\n"})
    void plainMessagesNeedNoLibrary(String text) {
        assertEquals(FinnhubCodec.decode(text), scanner.scan(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"type\":\"ping\"}",
        "{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}",
        "{\"data\":[{}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}{}",
        "{\"data\":[{\"p\":1,\"s\":\"\\u0041\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"p\":2,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":-1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":- 1,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":--1,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":-,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1e-9999}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1,\"c\":[\"€\"]}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1,\"c\":[\"\ud800\"]}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1,\"c\":[\"]\"]}],\"type\":\"trade\"}",
        "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1,\"x\":{}}],\"type\":\"trade\"}"})
    void everythingElseIsTheLibrarys(String text) {
        assertEquals(Optional.empty(), scanner.scan(text));
        assertEquals(FinnhubCodec.decode(text), scanner.decode(text));
    }

    @Test
    void endlessNestingIsMalformed() {
        for (String text : List.of("[".repeat(100_000), "{\"data\":".repeat(100_000), "{\"data\":[".repeat(100_000))) {
            assertEquals(FinnhubCodec.decode(text), scanner.decode(text));
        }
    }

    @Test
    void truncatedMessagesAreTreatedAlike() {
        for (int end = 0; end <= RECORDED.length(); end++) {
            assertEquals(FinnhubCodec.decode(RECORDED.substring(0, end)), scanner.decode(RECORDED.substring(0, end)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1", "3,5", "4,20"})
    void randomMessagesAreJudgedAlike(long seed, int oddity) {
        RandomFrames frames = new RandomFrames(seed, oddity);
        int plain = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = frames.next();
            assertEquals(FinnhubCodec.decode(text), scanner.decode(text), text);
            String broken = frames.broken();
            assertEquals(FinnhubCodec.decode(broken), scanner.decode(broken), broken);
            plain += scanner.scan(text).isPresent() ? 1 : 0;
        }
        assertTrue(oddity > 0 ? plain > 25 && plain < 5_000 : plain == 5_000, plain + " were plain");
    }

    @Test
    void numbersAreTheNearestDoubles() {
        Random random = new Random(5);
        for (int i = 0; i < 30_000; i++) {
            double any = Math.abs(Double.longBitsToDouble(random.nextLong()));
            String number = switch (random.nextInt(4)) {
                case 0 -> random.nextLong(1L << random.nextInt(1, 63)) + "." + random.nextLong(1L << random.nextInt(1, 63));
                case 1 -> random.nextLong(1L << random.nextInt(1, 63)) + "e" + (random.nextInt(60) - 30);
                case 2 -> String.valueOf(random.nextDouble() * 1_000);
                default -> Double.isFinite(any) ? String.valueOf(any) : "0";
            };
            String text = "{\"data\":[{\"p\":-" + number + ",\"s\":\"A\",\"t\":1,\"v\":" + number + "}],\"type\":\"trade\"}";
            assertEquals(FinnhubCodec.decode(text), scanner.scan(text).orElseThrow(), number);
        }
    }

    @Test
    void symbolsAndConditionsAreMadeOnce() {
        Trades first = scanner.scan(RECORDED).orElseThrow();
        Trades second = scanner.scan(RECORDED).orElseThrow();
        assertSame(first.prints().get(0).symbol(), second.prints().get(1).symbol());
        assertSame(first.prints().get(0).trade().conditions(), second.prints().get(1).trade().conditions());
    }

    @Test
    void moreSymbolsThanAreRememberedStayApart() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String text = "{\"data\":[{\"p\":1,\"s\":\"S" + i
                        + "\",\"t\":1,\"v\":1,\"c\":[\"" + i + "\"]}],\"type\":\"trade\"}";
                Trades trades = scanner.scan(text).orElseThrow();
                assertEquals("S" + i, trades.prints().get(0).symbol().value());
                assertEquals(new Trade(1, 1, 1, List.of(String.valueOf(i))), trades.prints().get(0).trade());
            }
        }
    }

    @Test
    void nothingIsLookedUpForAMessage() {
        everyKindOfMessage();
        assertEquals(0, LookUps.during(this::everyKindOfMessage));
    }

    private void everyKindOfMessage() {
        scanner.decode(RECORDED);
        scanner.decode(CRYPTO.replace("null", "[\"\\u0041\"]"));
        scanner.decode("{\"type\":\"ping\"}");
        scanner.decode("nonsense");
    }
}
