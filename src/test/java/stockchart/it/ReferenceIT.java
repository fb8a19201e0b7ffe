package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.market.MarketHours;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed;
import stockchart.testing.ScriptedLists;

/** The previous close and the hours of the market, as the deployed WAR has them from Finnhub's REST paths. */
class ReferenceIT extends OnLiveServer {
    /** In the year 2037, so never of a trading day that is over. */
    private static final long LONG_AHEAD = 2_130_000_000;

    private final ScriptedLists finnhub = FEED.lists();
    /** Null in tests without viewers. */
    private FrameRecorder client;

    @AfterEach
    void leave() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void watchedSymbolHasItsPreviousCloseAfterOneRequest() {
        finnhub.quote("CLOSE", 259.45, LONG_AHEAD);
        watch("CLOSE");
        HttpResponse<String> quote = awaitQuote("CLOSE", 200);
        assertEquals("{\"symbol\":\"CLOSE\",\"previousClose\":259.45,\"time\":2130000000000}", quote.body());
        assertEquals("no-store", header(quote, "Cache-Control"));
        assertTrue(header(quote, "Content-Type").startsWith("application/json"));
        ask("CLOSE");
        assertEquals(1, finnhub.quoteRequests("CLOSE"));
    }

    @Test
    void symbolWithoutViewersIsNotRequested() {
        HttpResponse<String> refused = ask("UNWATCHED");
        assertEquals(404, refused.statusCode());
        assertTrue(refused.body().contains("UNWATCHED"), refused.body());
        assertEquals("no-store", header(refused, "Cache-Control"));
        assertEquals(0, finnhub.quoteRequests("UNWATCHED"));
    }

    @Test
    void malformedSymbolIsNamed() {
        HttpResponse<String> refused = ask("%3Cb%3E%22");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("Not a symbol: \\\"<b>"), refused.body());
        assertTrue(header(refused, "Content-Type").startsWith("application/json"));
        assertEquals(400, war.get("api/quote").statusCode());
    }

    @Test
    void missingQuoteIsReported() {
        finnhub.noQuote("ZEROS");
        watch("ZEROS", "FORBIDDEN");
        assertTrue(awaitQuote("ZEROS", 404).body().contains("no quote"));
        assertTrue(awaitQuote("FORBIDDEN", 404).body().contains("no quote"));
    }

    @Test
    void usedUpRequestsAreReportedAndTheQuoteComesLater() {
        finnhub.tooManyQuotes("TOOMANYQUOTES", 2);
        watch("TOOMANYQUOTES");
        HttpResponse<String> later = Eventually.see("a refusal", () -> ask("TOOMANYQUOTES"),
                answer -> answer.body().contains("used up"));
        assertEquals(503, later.statusCode());
        assertTrue(Integer.parseInt(header(later, "Retry-After")) >= 1);
        finnhub.quote("TOOMANYQUOTES", 5, LONG_AHEAD);
        awaitQuote("TOOMANYQUOTES", 200);
    }

    @Test
    void marketStatusIsServed() {
        JsonObject market = Eventually.see("confirmed hours", () -> war.json("api/market"),
                answer -> answer.getBoolean("confirmed"));
        assertEquals(List.of("exchange", "timezone", "session", "holiday", "confirmed", "now", "sessions"),
                List.copyOf(market.keySet()));
        assertEquals(JsonValue.NULL, market.get("holiday"));
        List<JsonObject> sessions = market.getJsonArray("sessions").getValuesAs(JsonObject.class);
        assertEquals(Set.of("from", "to", "session"), sessions.get(0).keySet());
        List<LocalDate> dates = sessions.stream().map(row -> MarketHours.date(row.getJsonNumber("from").longValue())).toList();
        assertFalse(dates.contains(ScriptedLists.HOLIDAY), "The market trades on a holiday");
        assertTrue(dates.get(dates.size() - 1).isAfter(ScriptedLists.HOLIDAY));
        assertEquals("no-store", header(war.get("api/market"), "Cache-Control"));
    }

    @Test
    void theKeyTravelsInTheHeaderAndIsInNoAnswer() {
        finnhub.quote("SECRET", 5, LONG_AHEAD);
        watch("SECRET");
        assertFalse(awaitQuote("SECRET", 200).body().contains(ScriptedFeed.KEY));
        assertFalse(war.get("api/market").body().contains(ScriptedFeed.KEY));
        for (ScriptedLists.Request request : finnhub.requests()) {
            assertEquals(ScriptedFeed.KEY, request.key());
            assertFalse(request.query().contains("token"), request::toString);
        }
    }

    private void watch(String... symbols) {
        client = FrameRecorder.v1(war.prices());
        for (String symbol : symbols) {
            client.subscribe(symbol);
            client.next("subscribed");
        }
    }

    private HttpResponse<String> awaitQuote(String symbol, int status) {
        return Eventually.see("an answer with " + status, () -> ask(symbol), answer -> answer.statusCode() == status);
    }

    private HttpResponse<String> ask(String symbol) {
        return war.get("api/quote?symbol=" + symbol);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
