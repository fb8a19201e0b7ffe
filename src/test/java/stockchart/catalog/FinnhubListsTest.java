package stockchart.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.catalog.SymbolCatalog.FinnhubLists;
import stockchart.rest.RestClient;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

class FinnhubListsTest {
    private static final String KEY = "secret-key";
    private static final String LIST = "[{\"symbol\":\"OANDA:EUR_USD\"}]";

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Finnhub-Token"));
            byte[] body = LIST.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listIsRequestedWithTheKeyInAHeader() throws IOException {
        assertEquals(1, lists().fetch(new CatalogList(CatalogList.Kind.FOREX, "IC MARKETS")).entries().size());
        assertEquals("/api/v1/forex/symbol?exchange=IC+MARKETS " + KEY, requests.remove());
    }

    @Test
    void refusalIsNamedWithoutTheKey() {
        for (int refusal : new int[] {401, 403, 429, 502}) {
            status = refusal;
            assertEquals("HTTP " + refusal, failure());
        }
    }

    @Test
    void catalogueKnowsARefusalAtOnceFromAFailure(@TempDir Path folder) {
        for (Map.Entry<Integer, Catalog.Unavailable> answer : Map.of(401, Catalog.Unavailable.LIST_REFUSED, 403, Catalog.Unavailable.LIST_REFUSED,
                429, Catalog.Unavailable.LIST_LOADING, 502, Catalog.Unavailable.LIST_LOADING).entrySet()) {
            status = answer.getKey();
            CatalogSettings settings = new CatalogSettings(List.of(new CatalogList(CatalogList.Kind.STOCK, "US")), folder,
                    Duration.ofHours(24));
            Catalog catalog = new Catalog(settings, lists(), new CatalogStore(folder), Clock.systemUTC(), () -> 0.5);
            catalog.refresh();
            assertEquals(answer.getValue(), catalog.absence(), "HTTP " + status);
        }
    }

    @Test
    void unreachableServerIsReportedWithoutTheKey() {
        server.stop(0);
        assertFalse(failure().contains(KEY));
    }

    private String failure() {
        CatalogList list = new CatalogList(CatalogList.Kind.STOCK, "US");
        return assertThrows(IOException.class, () -> lists().fetch(list)).getMessage();
    }

    private FinnhubLists lists() {
        String rest = "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/";
        Map<String, String> values = Map.of("FINNHUB_TOKEN", KEY, "FINNHUB_REST_URL", rest);
        Settings settings = new Settings(key -> Optional.ofNullable(values.get(key)));
        FinnhubAccess access = FinnhubAccess.from(settings);
        return new FinnhubLists(new RestClient(access, 60, System::nanoTime));
    }
}
