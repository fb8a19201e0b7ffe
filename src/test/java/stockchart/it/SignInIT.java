package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.Nginx;
import stockchart.testing.OnGuardedServer;
import stockchart.testing.RawRequest;
import stockchart.testing.ServerDependent;

/** Signing in and out with a form, and what of it other sites can make of it. */
@ServerDependent
class SignInIT extends OnGuardedServer {
    private static final String[] PERSON = {"Accept", "text/html,application/xhtml+xml"};

    @Test
    void tokenIsRequiredForEveryPageRequested() {
        assertAsks("", "./", "");
        assertAsks("?symbol=AAPL&kind=candles", "./", "?symbol=AAPL&amp;kind=candles");
        assertAsks("api/status", "../", "api/status");
        assertAsks("no/such/folder/", "../../../", "no/such/folder/");
        HttpResponse<String> style = war.get("sign-in.css");
        assertEquals(200, style.statusCode());
        assertTrue(header(style, "Content-Type").startsWith("text/css"));
    }

    @Test
    void requestedPathCannotInjectScriptIntoThePage() {
        String body = war.get("?%22%3E%3Cscript%3E&x='", PERSON).body();
        assertTrue(body.contains("value=\"?%22%3E%3Cscript%3E&amp;x='\""), body);
        String unencoded = RawRequest.answer("127.0.0.2", war.address(), war.address().getPath() + "?\"><script>", "Accept: text/html");
        assertFalse(unencoded.contains("<script>"), unencoded);
        String posted = signIn("no-token-of-this-server", "\"><script>").body();
        assertTrue(posted.contains("value=\"&quot;&gt;&lt;script&gt;\""), posted);
    }

    @Test
    void aTokenIsExchangedForACookieThatOnlyTheServerSees() {
        HttpResponse<String> answer = signIn(" " + TOKEN + " ", "?symbol=IC+MARKETS%3A1");
        assertEquals(303, answer.statusCode());
        assertEquals("./?symbol=IC+MARKETS%3A1", header(answer, "Location"));
        String cookie = header(answer, "Set-Cookie");
        assertTrue(cookie.matches("stock-chart-pass=[\\w-]{75};.*"), cookie);
        assertTrue(cookie.matches("(?i).*;\\s*HttpOnly\\b.*") && cookie.matches("(?i).*;\\s*SameSite=Lax\\b.*"), cookie);
        assertTrue(cookie.matches("(?i).*;\\s*(Max-Age=2592000\\b|Expires=\\w).*"), cookie);
        assertFalse(cookie.matches("(?i).*;\\s*(Path|Domain|Secure)\\b.*"), cookie);
        assertFalse(cookie.contains(TOKEN), cookie);
        assertTrue(header(signIn(TOKEN, "", "X-Forwarded-Proto", "https"), "Set-Cookie").matches("(?i).*;\\s*Secure\\b.*"));
    }

    @Test
    void wrongTokenIsReported() {
        HttpResponse<String> answer = signIn("no-token-of-this-server", "?symbol=AAPL");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("This is no token of this server"), answer.body());
        assertTrue(answer.body().contains("value=\"?symbol=AAPL\""), answer.body());
        assertFalse(answer.body().contains("no-token-of-this-server"), answer.body());
        assertEquals("", header(answer, "Set-Cookie"));
    }

    @Test
    void theWayBackLeadsToNoOtherSite() {
        URI form = war.address().resolve("sign-in");
        for (String back : List.of("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "../other/",
                "?a\r\nLocation: https://evil.example")) {
            URI target = form.resolve(header(signIn(TOKEN, back), "Location"));
            assertEquals(war.address().getAuthority(), target.getAuthority(), back);
            assertTrue(target.getPath().startsWith(war.address().getPath()), target.toString());
        }
    }

    @Test
    void pagesOfOtherSitesCanSignNoReaderInOrOut() {
        for (String origin : List.of("https://evil.example", "null")) {
            HttpResponse<String> in = signIn(TOKEN, "", "Origin", origin);
            assertEquals(403, in.statusCode());
            assertEquals("", header(in, "Set-Cookie"));
            assertEquals(403, war.post("sign-out", "", "Origin", origin).statusCode());
        }
        URI own = war.address();
        assertEquals(303, signIn(TOKEN, "", "Origin", own.getScheme() + "://" + own.getAuthority()).statusCode());
    }

    @Test
    void signedInReaderMaySignOut() {
        String cookie = header(signIn(TOKEN, ""), "Set-Cookie").split(";", 2)[0];
        assertTrue(war.get("sign-in", "Cookie", cookie).body().contains("You are signed in"));
        HttpResponse<String> out = war.post("sign-out", "", "Cookie", cookie);
        assertEquals(303, out.statusCode());
        assertEquals("./sign-in", header(out, "Location"));
        String gone = header(out, "Set-Cookie");
        assertTrue(gone.matches("(?i)stock-chart-pass=(\"\")?;.*(Max-Age=0\\b|Expires=Thu, 01.Jan.1970).*"), gone);
    }

    @Test
    void aCopiedCookieIsWorthNothingAfterSigningOut() {
        String cookie = header(signIn(TOKEN, ""), "Set-Cookie").split(";", 2)[0];
        String other = header(signIn(TOKEN, ""), "Set-Cookie").split(";", 2)[0];
        assertEquals(200, war.get("api/status", "Cookie", cookie).statusCode());
        assertEquals(303, war.post("sign-out", "", "Cookie", cookie).statusCode());
        assertEquals(401, war.get("api/status", "Cookie", cookie).statusCode());
        assertEquals(401, RawRequest.refusal("127.0.0.2", war.address(), war.prices().getPath(), "Cookie: " + cookie));
        assertEquals(200, war.get("api/status", "Cookie", other).statusCode(), "who has signed in elsewhere stays so");
    }

    @Test
    void ofSeveralCookiesOneThatIsGoodIsEnough() {
        String good = header(signIn(TOKEN, ""), "Set-Cookie").split(";", 2)[0];
        String old = "stock-chart-pass=3_dgXoQgMQGmOSyUW4HuIMgnbC2764GY53KLx9BU0Os";
        for (String cookies : List.of(old + "; " + good, good + "; " + old, "stock-chart-pass=; " + old + "; " + good)) {
            assertEquals(200, war.get("api/status", "Cookie", cookies).statusCode(), cookies);
            assertTrue(war.get("sign-in", "Cookie", cookies).body().contains("You are signed in"), cookies);
        }
        assertEquals(303, war.post("sign-out", "", "Cookie", old + "; " + good).statusCode());
        assertEquals(401, war.get("api/status", "Cookie", good).statusCode());
    }

    @Test
    void behindAProxyTheCookieHoldsForThePathOfTheProxy() throws Exception {
        try (Nginx proxy = new Nginx(war)) {
            URI form = proxy.address().resolve("sign-in");
            HttpResponse<String> answer = proxy.client().send(HttpRequest.newBuilder(form).timeout(Eventually.CEILING)
                    .header("Content-Type", "application/x-www-form-urlencoded").header("Origin", "https://" + form.getAuthority())
                    .POST(BodyPublishers.ofString("token=" + TOKEN + "&back=%3Fsymbol%3DAAPL")).build(), BodyHandlers.ofString());
            assertEquals(303, answer.statusCode());
            assertEquals(proxy.address().resolve("?symbol=AAPL"), form.resolve(header(answer, "Location")));
            String cookie = header(answer, "Set-Cookie");
            assertTrue(cookie.matches("(?i).*;\\s*Secure\\b.*"), cookie);
            assertFalse(cookie.matches("(?i).*;\\s*Path\\b.*"), cookie);
        }
    }

    private void assertAsks(String path, String root, String back) {
        HttpResponse<String> page = war.get(path, PERSON);
        assertEquals(401, page.statusCode());
        assertTrue(header(page, "Content-Type").startsWith("text/html"), path);
        assertTrue(header(page, "Content-Security-Policy").contains("form-action 'self'"), path);
        assertEquals("no-store", header(page, "Cache-Control"), path);
        for (String part : List.of("action=\"" + root + "sign-in\"", "href=\"" + root + "sign-in.css\"", "value=\"" + back + "\"")) {
            assertTrue(page.body().contains(part), part + " in " + page.body());
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
