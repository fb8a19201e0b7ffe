package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.DeployedWar;
import stockchart.testing.FrameRecorder;
import stockchart.testing.Nginx;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** The WAR behind a proxy that ends TLS and offers it under another path. */
@ServerDependent
class ProxyIT extends OnLiveServer {
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"([^\"]+\\.(?:js|css))\"");

    private Nginx proxy;

    @BeforeEach
    void start() {
        proxy = new Nginx(war);
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void thePageAndItsFilesAreFoundUnderThePathOfTheProxy() {
        HttpResponse<String> page = proxy.get("");
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
        Matcher files = FILE.matcher(page.body());
        assertTrue(files.find(), page.body());
        do {
            assertEquals(200, proxy.get(files.group(1)).statusCode(), files.group(1));
        } while (files.find());
        assertEquals(200, proxy.get("api/status").statusCode());
    }

    @Test
    void thePathWithoutASlashLeadsToThePage() {
        HttpResponse<String> bare = proxy.get("/charts");
        assertEquals(301, bare.statusCode());
        URI target = proxy.address().resolve(bare.headers().firstValue("Location").orElseThrow());
        assertEquals(proxy.address(), target);
    }

    @Test
    void pricesReachAPageOfTheProxyOverTls() {
        try (FrameRecorder page = FrameRecorder.ofPage(proxy.client(), prices(), "https://" + proxy.address().getAuthority())) {
            assertEquals("stock-chart.v1", page.subprotocol());
            page.subscribe("PROXIED");
            page.next("subscribed");
            FEED.awaitCommand("subscribe", "PROXIED");
            FEED.trade(row("PROXIED", 7, 1000, 1));
            assertEquals(7, page.next("trade").getJsonArray("data").getJsonObject(0).getInt("p"));
        }
    }

    @Test
    void pagesOfOtherSitesAreRefusedBehindTheProxyToo() {
        assertEquals(403, FrameRecorder.refusal(proxy.client(), prices(), "https://evil.example"));
        URI behind = war.address();
        String server = behind.getScheme() + "://" + behind.getAuthority();
        assertEquals(403, FrameRecorder.refusal(proxy.client(), prices(), server));
    }

    private URI prices() {
        return new DeployedWar(proxy.address()).prices();
    }
}
