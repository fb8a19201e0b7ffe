package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DeployedWar;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.Eventually;
import stockchart.testing.OnLockedServer;
import stockchart.testing.RawRequest;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerLogs;

/** A server configured with its own host names. */
@ServerDependent
class HostsIT extends OnLockedServer {
    private static final int MISDIRECTED = 421;
    private static final String FROM = "127.0.0.1";

    @Test
    void requestUnderAnUnlistedNameIsNotAnswered() {
        String root = war.address().getPath();
        for (String host : List.of("evil.example", "localhost.evil.example", "charts.example", "127.0.0.1")) {
            for (String path : List.of("", "index.html", "api/status", "api/symbols", "prices", "prices/", "simulator", "no-such-file")) {
                String answer = RawRequest.answer(FROM, named(host), root + path);
                assertEquals(MISDIRECTED, RawRequest.status(answer), host + " " + path);
                assertFalse(answer.contains("slots"), answer);
            }
            assertEquals(MISDIRECTED, RawRequest.refusal(FROM, named(host), root + "prices", "Origin: http://" + host));
        }
        Eventually.see("the name in the log", () -> ServerLogs.lines("Refused a request for the host "), lines -> !lines.isEmpty());
    }

    @Test
    void theServerAnswersToItsNames() {
        String status = war.address().getPath() + "api/status";
        assertEquals(200, RawRequest.status(FROM, war.address(), status));
        assertEquals(200, RawRequest.status(FROM, URI.create("http://LOCALHOST:" + war.address().getPort()), status));
    }

    @Test
    void healthIsOpenUnderEveryName() {
        for (String path : List.of("api/health/live", "api/health/ready")) {
            assertEquals(200, RawRequest.status(FROM, named("10.0.0.7"), war.address().getPath() + path), path);
        }
    }

    @Test
    void answerUnderAnUnlistedNameIsDocumented() {
        URI address = URI.create("http://127.0.0.1:" + war.address().getPort() + war.address().getPath());
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), new DeployedWar(address));
        Set<String> refused = paths.documented().stream().filter(answer -> answer.matches("get .* 421"))
                .collect(Collectors.toCollection(TreeSet::new));
        refused.forEach(answer -> paths.get(answer.split(" ")[1]));
        assertEquals(refused, paths.seen());
    }

    /** The server under another name; where it is stays the same. */
    private URI named(String host) {
        return URI.create("http://" + host + ":" + war.address().getPort());
    }
}
