package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed;
import stockchart.testing.ServerDependent;

/** Finnhub's REST dialect under {@code /api/v1/}, before a scripted Finnhub; what it refuses is tested in {@link PathDocumentIT}. */
@ServerDependent
class DialectIT extends OnLiveServer {
    private static final String CANDLES = "{\"c\":[2,3],\"h\":[2.5,3],\"l\":[1,2],\"o\":[1,2],\"s\":\"ok\",\"t\":[86400,172800],\"v\":[7,0]}";
    private static final String RANGE = "&resolution=D&from=86400&to=172800";
    private static final long LONG_AHEAD = 2_130_000_000;

    @Test
    void quoteOfAnySymbolIsFetchedOnceForAllWhoAsk() {
        FEED.lists().quote("DIALECTQ", 259.45, "261.07", "263.31", "260.68", LONG_AHEAD);
        String expected = "{\"c\":261.07,\"d\":1.62,\"dp\":0.6244,\"h\":263.31,\"l\":260.68,\"o\":261.07,\"pc\":259.45,\"t\":2130000000}";
        for (String path : List.of("api/v1/quote?symbol=DIALECTQ", "api/v1//quote/?symbol=DIALECTQ&token=any",
                "api/v1/quote?symbol=DIALECTQ&symbol=OTHER")) {
            assertEquals(expected, war.get(path).body(), path);
        }
        assertEquals(expected, war.get("api/v1/quote?symbol=DIALECTQ", "X-Finnhub-Token", "any").body());
        assertEquals(1, FEED.lists().quoteRequests("DIALECTQ"));
    }

    /** The quote is as old as the day's figures may be, the price is the newest. */
    @Test
    void quoteOfAWatchedSymbolNeedsNoRequest() {
        long now = System.currentTimeMillis();
        FEED.lists().quote("DIALECTW", 100, "101", "102", "99", now / 1_000 - 1);
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("DIALECTW");
            client.next("subscribed");
            FEED.awaitCommand("subscribe", "DIALECTW");
            Eventually.see("the day's figures", () -> war.json("api/quote?symbol=DIALECTW"), answer -> answer.containsKey("open"));
            long requests = FEED.lists().quoteRequests("DIALECTW");
            FEED.trade(ScriptedFeed.row("DIALECTW", 105.5, now, 1));
            client.next("trade");
            JsonObject quote = Eventually.see("the traded price", () -> war.json("api/v1/quote?symbol=DIALECTW"),
                    answer -> answer.getJsonNumber("c").doubleValue() == 105.5);
            assertEquals("{\"c\":105.5,\"d\":5.5,\"dp\":5.5,\"h\":105.5,\"l\":99,\"o\":101,\"pc\":100,\"t\":" + now / 1_000 + "}",
                    quote.toString());
            assertEquals(requests, FEED.lists().quoteRequests("DIALECTW"));
        }
    }

    @Test
    void candlesAreThoseOfTheDataSource() {
        FEED.lists().answer("/stock/candle", CANDLES);
        assertEquals(CANDLES, war.get("api/v1/stock/candle?symbol=DIALECTC" + RANGE).body());
        assertEquals(CANDLES, war.get("api/v1/stock/candle?symbol=DIALECTC" + RANGE).body());
        assertEquals(List.of("symbol=DIALECTC&resolution=D&from=86400&to=259200"), FEED.lists().requests().stream()
                .filter(asked -> asked.query().contains("DIALECTC")).map(asked -> asked.query()).toList());
        assertEquals("{\"s\":\"no_data\"}", war.get("api/v1/stock/candle?symbol=DIALECTC&resolution=D&from=200000&to=210000").body());
    }

    @Test
    void failuresHaveFinnhubsForm() {
        FEED.lists().answer("/crypto/candle", "{\"s\":\"ok\"}");
        assertError(502, "The data source's answer cannot be used", "crypto/candle?symbol=DIALECTF" + RANGE);
        FEED.lists().tooManyQuotes("DIALECTT", 1);
        HttpResponse<String> used = assertError(429, "API limit reached. Please try again later. Remaining Limit: 0", "quote?symbol=DIALECTT");
        assertTrue(used.headers().firstValue("Retry-After").isPresent());
        FEED.lists().quote("DIALECTT", 100, LONG_AHEAD);
        // Until then no test of this server gets anything from Finnhub.
        Eventually.see("a quote after the pause", () -> war.get("api/v1/quote?symbol=DIALECTT").statusCode(), status -> status == 200);
    }

    @Test
    void oddRequestsAreAnsweredInFinnhubsForm() {
        assertError(404, "This server does not have this part of Finnhub's API", "stock/peers?symbol=AAPL");
        assertError(404, "This server does not have this part of Finnhub's API", "");
        assertError(404, "This server knows the hours of US only", "stock/market-status?exchange=L");
        for (String path : List.of("quote", "quote?symbol=", "stock/candle?symbol=AAPL&resolution=D&from=1", "stock/symbol", "search?q=",
                "stock/market-status", "crypto/candle?resolution=D&from=1&to=2")) {
            assertError(422, "Missing parameters", path);
        }
        assertError(422, "Wrong resolution", "stock/candle?symbol=AAPL&resolution=7&from=1&to=2");
        assertError(422, "Wrong time: from and to are seconds since 1970", "stock/candle?symbol=AAPL&resolution=D&from=yesterday&to=2");
        assertError(422, "Wrong time: from and to are seconds since 1970",
                "stock/candle?symbol=AAPL&resolution=D&from=1&to=999999999999999999999");
        assertError(422, "Wrong time: from and to are seconds since 1970",
                "stock/candle?symbol=AAPL&resolution=D&from=1764547200000&to=1764633600000");
        long before = FEED.lists().requests().size();
        for (String query : List.of("symbol=AAPL&resolution=D&from=3&to=2", "symbol=AAPL&resolution=1&from=999999999998&to=999999999999",
                "symbol=AAPL&resolution=M&from=253402300799&to=253402300799", "symbol=%22&resolution=D&from=1&to=2",
                "symbol=%00&resolution=D&from=1&to=2")) {
            assertEquals("{\"s\":\"no_data\"}", war.get("api/v1/stock/candle?" + query).body(), query);
        }
        assertEquals(0, war.json("api/v1/quote?symbol=%22").getInt("c"));
        assertFalse(FEED.lists().requests().subList((int) before, FEED.lists().requests().size()).stream()
                .anyMatch(asked -> asked.path().endsWith("/candle")));
    }

    @Test
    void symbolsAreTakenAsTheyAreWritten() {
        FEED.lists().answer("/stock/candle", CANDLES);
        for (String symbol : List.of("dialects", "DIALECT%20S:1", "DIALECT+S:2", "%5EDIALECTS", "DIALECT.S-B")) {
            assertEquals(CANDLES, war.get("api/v1/stock/candle?symbol=" + symbol + RANGE + "&symbol=OTHER&resolution=7&from=5").body(), symbol);
        }
        assertEquals(List.of("dialects", "DIALECT S:1", "DIALECT S:2", "^DIALECTS", "DIALECT.S-B"), FEED.lists().requests().stream()
                .map(asked -> asked.query().replaceFirst("symbol=(.*?)&.*", "$1")).filter(symbol -> symbol.matches("(?i).*DIALECT.*S.*"))
                .toList());
    }

    @Test
    void listsAndSearchComeFromTheCatalogue() {
        Eventually.see("a list of symbols", () -> war.get("api/v1/stock/symbol?exchange=us").statusCode(), status -> status == 200);
        assertTrue(war.get("api/v1/stock/symbol?exchange=US").body()
                .contains("{\"symbol\":\"AAPL\",\"displaySymbol\":\"AAPL\",\"description\":\"APPLE INC\",\"type\":\"Common Stock\"}"));
        assertTrue(war.get("api/v1/forex/symbol?exchange=OANDA").body().contains("\"displaySymbol\":\"EUR/USD\""));
        assertEquals("[]", war.get("api/v1/crypto/symbol?exchange=kraken").body());
        JsonObject found = war.json("api/v1/search?q=micro");
        assertEquals("MSFT", found.getJsonArray("result").getJsonObject(0).getString("symbol"));
        assertEquals(0, war.json("api/v1/search?q=micro&exchange=L").getInt("count"));
        assertEquals("US", war.json("api/v1/stock/market-status?exchange=us").getString("exchange"));
    }

    private HttpResponse<String> assertError(int status, String why, String path) {
        HttpResponse<String> answer = war.get("api/v1/" + path);
        assertEquals("{\"error\":\"" + why + "\"}", answer.body(), path);
        assertEquals(status, answer.statusCode(), path);
        return answer;
    }
}
