package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** What is served over HTTP: the page, its files, health, and the headers on all of it. */
@ServerDependent
class WebIT extends OnLiveServer {
    private static final Pattern HASHED_SCRIPT = Pattern.compile("assets/index-[\\w-]+\\.js");

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : new String[] {"", "api/status", "api/health/live", script(), "no-such-file"}) {
            HttpResponse<String> answer = war.get(path);
            String policy = header(answer, "Content-Security-Policy");
            assertTrue(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"), path + ": " + policy);
            assertFalse(policy.contains("unsafe"), path + ": " + policy);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
            assertEquals("no-referrer", header(answer, "Referrer-Policy"), path);
        }
    }

    @Test
    void pageIsRevalidatedBeforeItIsTakenFromACache() {
        HttpResponse<String> page = war.get("");
        assertEquals(200, page.statusCode());
        assertEquals("no-cache", header(page, "Cache-Control"));
        assertTrue(header(page, "Content-Type").startsWith("text/html"));
    }

    @Test
    void hashedFilesAreKeptForAYear() {
        HttpResponse<String> script = war.get(script());
        assertEquals(200, script.statusCode());
        assertTrue(header(script, "Cache-Control").contains("max-age=31536000"));
        assertTrue(header(script, "Cache-Control").contains("immutable"));
        assertTrue(header(script, "Content-Type").contains("javascript"));
    }

    @Test
    void aMissingHashedFileIsNotKept() {
        HttpResponse<String> missing = war.get("assets/index-gone.js");
        assertEquals(404, missing.statusCode());
        assertEquals("no-cache", header(missing, "Cache-Control"));
    }

    @Test
    void filesAreCompressed() {
        assertEquals("gzip", header(war.get(script(), "Accept-Encoding", "gzip"), "Content-Encoding"));
        assertEquals("gzip", header(war.get("", "Accept-Encoding", "gzip"), "Content-Encoding"));
    }

    @Test
    void healthIsServed() {
        for (String path : new String[] {"api/health/live", "api/health/ready"}) {
            HttpResponse<String> health = war.get(path);
            assertEquals(200, health.statusCode());
            assertTrue(health.body().contains("\"status\":\"UP\""), health.body());
            assertTrue(header(health, "Content-Type").startsWith("application/json"));
        }
    }

    @Test
    void theStatusIsNeverKept() {
        assertTrue(header(war.get("api/status"), "Cache-Control").contains("no-store"));
    }

    @Test
    void statusHasTheUpdateInterval() {
        JsonObject status = war.status();
        assertTrue(status.containsKey("busy") && status.getInt("updateMillis") >= 25, status.toString());
    }

    @Test
    void thereIsNoSimulatorWhileAKeyIsConfigured() {
        assertEquals(404, war.get("simulator?token=simulator").statusCode());
        assertEquals(404, war.get("simulator/api/v1/quote?symbol=AAPL&token=simulator").statusCode());
    }

    private String script() {
        Matcher script = HASHED_SCRIPT.matcher(war.get("").body());
        assertTrue(script.find(), "The page names no hashed script");
        return script.group();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
