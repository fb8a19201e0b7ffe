package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.GuardedConnections;
import stockchart.testing.OnGuardedServer;
import stockchart.testing.RawRequest;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerLogs;

/** Requests that a server would answer by itself, on a server with access tokens: they are answered like all others. */
@ServerDependent
class OddRequestsIT extends OnGuardedServer {
    private static final String FROM = "127.0.0.2";
    private static final int TIMES = 20;
    private static final String POLICY = "Content-Security-Policy: default-src 'none'";

    @Test
    void foldersAreNoDetourRoundTheLock() {
        for (String path : List.of("assets", "assets/", "api", "api/", "WEB-INF", "WEB-INF/web.xml", "META-INF",
                "web-inf/page/index.html", "WEB-INF/page", "WEB-INF/page/", "WEB-INF/page/index.html", "local-url",
                "simulator/api", "index.jsp", "a;b=c")) {
            String answer = RawRequest.answer(FROM, war.address(), war.address().getPath() + path);
            assertTrue(List.of(401, 404).contains(RawRequest.status(answer)), path + ": " + answer);
            assertTrue(isOfWildFly(path) || answer.contains(POLICY) && answer.contains("nosniff"), path + ": " + answer);
            assertFalse(answer.contains("Location:"), path + ": " + answer);
        }
    }

    @Test
    void foldersAreNoFiles() {
        for (String path : List.of("assets", "assets/", "api", "api/", "WEB-INF", "WEB-INF/page/index.html",
                "META-INF/MANIFEST.MF")) {
            HttpResponse<String> answer = war.get(path, BEARER);
            assertEquals(404, answer.statusCode(), path);
            assertTrue(isOfWildFly(path) || answer.headers().firstValue("Content-Security-Policy").isPresent(), path);
        }
    }

    /** WildFly itself answers that there is nothing in these folders, and nothing else. */
    private static boolean isOfWildFly(String path) {
        return System.getProperty("it.server").equals("wildfly") && path.matches("(?i)(WEB|META)-INF(/.*)?");
    }

    @GuardedConnections
    @Test
    void addressesThatCannotBeReadAreNotLogged() {
        int before = ServerLogs.lines("\tat ").size();
        for (String path : List.of("%u0041", "%zz", "%", "a%00b", "%c0%af", "..%2f..%2f", "\\", "|", "assets/%u0041",
                "?%u0041=%zz")) {
            for (int i = 0; i < TIMES; i++) {
                String answer = RawRequest.answer(FROM, war.address(), war.address().getPath() + path);
                assertFalse(answer.contains("<script") || answer.contains("\tat "), path + ": " + answer);
                assertFalse(answer.contains("Location:"), path + ": " + answer);
            }
        }
        assertEquals(before, ServerLogs.lines("\tat ").size(), () -> ServerLogs.lines("\tat ").toString());
    }

    @Test
    void formsThatAreTooBigAreRefusedAndNotLogged() {
        int before = ServerLogs.lines("\tat ").size();
        for (int i = 0; i < TIMES; i++) {
            HttpResponse<String> answer = war.post("sign-in", "token=" + "x".repeat(10_000));
            assertEquals(413, answer.statusCode());
            assertTrue(answer.headers().firstValue("Content-Security-Policy").isPresent());
        }
        assertEquals(before, ServerLogs.lines("\tat ").size(), () -> ServerLogs.lines("\tat ").toString());
    }

    @Test
    void methodsThatAreNotTakenAreRefused() {
        String target = war.address().getPath() + "api/status";
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
            String answer = RawRequest.answerTo(method, FROM, war.address(), target, "Authorization: Bearer " + TOKEN);
            assertTrue(RawRequest.status(answer) >= 400, method + ": " + answer);
            assertFalse(answer.contains(TOKEN), method + ": " + answer);
        }
    }

    /** The floods of HTTP/2 pass every limit of ours. */
    @Test
    void http2IsNotSpoken() {
        String upgrade = RawRequest.firstBytes(FROM, war.address(), "GET " + war.address().getPath() + "api/health/live HTTP/1.1\r\nHost: "
                + war.address().getAuthority() + "\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
        assertFalse(upgrade.startsWith("HTTP/1.1 101"), upgrade);
        String preface = RawRequest.firstBytes(FROM, war.address(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertTrue(preface.isEmpty() || preface.startsWith("HTTP/"), "no text: " + preface);
    }

    @Test
    void brokenChunksAreNotLogged() {
        int before = ServerLogs.lines("\tat ").size();
        for (String chunk : List.of("zz\r\n", "-5\r\n", "7fffffffffffffff\r\n", "1;" + "x".repeat(20_000))) {
            String answer = RawRequest.firstBytes(FROM, war.address(), "POST " + war.address().getPath() + "sign-in HTTP/1.1\r\nHost: "
                    + war.address().getAuthority() + "\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n" + chunk);
            assertFalse(answer.contains("\tat "), answer);
        }
        assertEquals(before, ServerLogs.lines("\tat ").size(), () -> ServerLogs.lines("\tat ").toString());
    }
}
