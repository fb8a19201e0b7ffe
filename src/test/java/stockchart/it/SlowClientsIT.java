package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Bystander;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.GuardedConnections;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerHeap;
import stockchart.testing.SlowClient;

/** Clients of HTTP that dawdle: with their requests, and with the answers they are sent. Others are served on. */
@ServerDependent
class SlowClientsIT extends OnLiveServer {
    private static final int MEGABYTE = 1 << 20;
    /** More than the threads that serve requests. */
    private static final int MANY = 100;
    private static final String DAWDLER = "127.0.0.8";
    private static final Duration HEADS = Duration.ofSeconds(20);
    private static final List<String> PATHS =
            List.of("", "sign-in", "api/status", "api/symbols", "api/health/live", "api/metrics", "licences.txt", "no-such-file");

    private FrameRecorder recorder;
    private Bystander bystander;

    @BeforeEach
    void openBystander() {
        recorder = FrameRecorder.v1(war.prices());
        bystander = new Bystander(recorder, FEED);
        Eventually.see("a list of symbols", () -> war.get("api/symbols").statusCode(), status -> status == 200);
    }

    @AfterEach
    void closeAllClients() {
        recorder.close();
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void slowFormsAreRefusedAndDisturbNoOther() {
        List<SlowClient> dawdlers = dawdlers();
        String head = post("sign-in", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 1000");
        dawdlers.forEach(dawdler -> dawdler.send(head + "t"));
        assertOthersAreServed();
        for (SlowClient dawdler : dawdlers) {
            assertTrue(dawdler.readToTheEnd().startsWith("HTTP/1.1 408 "), "A form has ten seconds");
        }
        dawdlers.forEach(SlowClient::close);
    }

    @GuardedConnections
    @Test
    void headsThatTrickleAreEndedAndIdleConnectionsAreNot() {
        List<SlowClient> dawdlers = dawdlers();
        try (SlowClient idle = new SlowClient(DAWDLER, war.address())) {
            idle.send(get("api/health/live"));
            long start = System.nanoTime();
            dawdlers.forEach(dawdler -> dawdler.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: "));
            assertOthersAreServed();
            dawdlers.forEach(dawdler -> dawdler.send("x"));
            dawdlers.forEach(SlowClient::readToTheEnd);
            assertTrue(System.nanoTime() - start < HEADS.toNanos(), "A head has ten seconds");
            dawdlers.forEach(SlowClient::close);
            idle.send(get("api/health/live", "Connection: close"));
            assertEquals(2, idle.readToTheEnd().split("HTTP/1.1 200 ", -1).length - 1);
        }
        assertOthersAreServed();
    }

    @Test
    void slowChunkedFormsDisturbNoOther() {
        List<SlowClient> dawdlers = dawdlers();
        String head = post("sign-in", "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked");
        dawdlers.forEach(dawdler -> dawdler.send(head + "2\r\nto\r\n"));
        assertOthersAreServed();
        dawdlers.forEach(SlowClient::close);
    }

    @GuardedConnections
    @Test
    void bodiesWhereNoneIsTakenAreRefusedAtOnce() {
        for (String path : List.of("", "api/status", "api/symbols", "sign-out", "no-such-file")) {
            try (SlowClient dawdler = new SlowClient(DAWDLER, war.address())) {
                dawdler.send(post(path, "Content-Length: 1000000") + "t");
                assertTrue(dawdler.readToTheEnd().startsWith("HTTP/1.1 413 "), path);
            }
        }
    }

    @Test
    void answersThatAreNotReadHoldNeitherThreadsNorHeap() {
        for (String request : List.of(get("api/symbols"), get("api/symbols", "Accept-Encoding: gzip"), get("licences.txt"),
                get("api/metrics"), get("no-such-file"))) {
            long before = ServerHeap.used("live");
            List<SlowClient> dawdlers = dawdlers();
            String requests = request.repeat(200);
            dawdlers.forEach(dawdler -> dawdler.send(requests));
            assertOthersAreServed();
            Eventually.see("a heap as it was by " + request, () -> ServerHeap.used("live"),
                    after -> after - before < 64 * MEGABYTE);
            dawdlers.forEach(SlowClient::close);
        }
    }

    @Test
    void anAnswerIsWholeHoweverSlowlyItIsRead() {
        HttpResponse<String> whole = war.get("licences.txt");
        try (SlowClient dawdler = new SlowClient(DAWDLER, war.address())) {
            dawdler.send(get("licences.txt").repeat(20) + get("licences.txt", "Connection: close"));
            assertOthersAreServed();
            assertEquals(21, dawdler.readToTheEnd().split(Pattern.quote(whole.body()), -1).length - 1);
        }
    }

    @Test
    void aFormThatComesInPiecesIsTaken() {
        String form = "token=wrong&back=%3Fsymbol%3DAAPL";
        String head = post("sign-in", "Connection: close", "Content-Length: " + form.length());
        try (SlowClient client = new SlowClient(DAWDLER, war.address())) {
            client.send(head.substring(0, 20));
            // Both the head and the form have ten seconds, which all the paths may take on a busy machine.
            assertEquals(200, war.get("api/health/live").statusCode());
            client.send(head.substring(20) + form.substring(0, 5));
            assertEquals(200, war.get("api/health/live").statusCode());
            client.send(form.substring(5));
            String answer = client.readToTheEnd();
            assertTrue(answer.startsWith("HTTP/1.1 303 ") && answer.contains("Location: ./?symbol=AAPL"), answer);
        }
    }

    private void assertOthersAreServed() {
        for (String path : PATHS) {
            // A request has a deadline of its own, far below that of an exchange: a server whose threads are held misses it.
            assertTrue(war.get(path).statusCode() > 0, path);
        }
        bystander.assertServed();
    }

    private List<SlowClient> dawdlers() {
        return Stream.generate(() -> new SlowClient(DAWDLER, war.address())).limit(MANY).toList();
    }

    private String get(String path, String... headers) {
        return request("GET", path, headers);
    }

    private String post(String path, String... headers) {
        return request("POST", path, headers);
    }

    private String request(String method, String path, String... headers) {
        return method + " " + war.address().getPath() + path + " HTTP/1.1\r\nHost: " + war.address().getAuthority() + "\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat) + "\r\n";
    }
}
