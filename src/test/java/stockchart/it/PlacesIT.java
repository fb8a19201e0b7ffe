package stockchart.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.Attempt;
import stockchart.testing.Bystander;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLockedServer;
import stockchart.testing.ServerDependent;

/** How many clients may be connected, in all and from one address, and that a closed connection no longer counts. */
@ServerDependent
class PlacesIT extends OnLockedServer {
    private static final String LATER = "10";
    private static final String GREEDY = "198.51.100.1";
    private static final String MODEST = "198.51.100.2";
    /** Several times what it takes to detect a client that never sent anything. */
    private static final Duration MISSED = Duration.ofSeconds(90);

    private Bystander bystander;

    @BeforeEach
    void openBystander() {
        bystander = new Bystander(enter("203.0.113.1"), FEED);
    }

    @Test
    void fullServerRejectsNewClientsAndServesConnectedOnes() {
        List<FrameRecorder> in = IntStream.range(1, BROWSERS).mapToObj(i -> enter("192.0.2." + i)).toList();
        awaitBrowsers(BROWSERS);
        assertRefused(503, patientAttempt(MODEST));
        assertRefusedWith(503, "The server is full", MODEST);
        bystander.assertServed();
        in.get(0).leave();
        awaitBrowsers(BROWSERS - 1);
        enter(MODEST);
        bystander.assertServed();
    }

    @Test
    void addressWithAllItsPlacesIsRefusedAndNoOther() {
        List<FrameRecorder> greedy = fill(GREEDY);
        assertRefused(429, patientAttempt(GREEDY));
        assertRefusedWith(429, "Too many connections from your address", GREEDY);
        bystander.assertServed();
        enter(MODEST);
        awaitBrowsers(BROWSERS_PER_ADDRESS + 2);
        greedy.get(0).leave();
        awaitBrowsers(BROWSERS_PER_ADDRESS + 1);
        enter(GREEDY);
    }

    @Test
    void addressWithAllTheSlotsGivesOneToAnother() {
        List<FrameRecorder> greedy = fill(GREEDY);
        for (int i = 0; i < SLOTS - 1; i++) {
            // One after the other: the last one to get a slot is the one that gives it up.
            greedy.get(i / SYMBOLS_PER_CLIENT).subscribe("GREEDY" + i);
            greedy.get(i / SYMBOLS_PER_CLIENT).next("subscribed");
        }
        war.awaitStatus("all slots are in use", status -> status.getJsonObject("slots").getInt("used") == SLOTS);
        FrameRecorder modest = enter(MODEST);
        modest.subscribe("MODEST");
        assertEquals("MODEST", modest.next("subscribed").getString("symbol"));
        FrameRecorder last = greedy.get(BROWSERS_PER_ADDRESS - 1);
        assertEquals("GREEDY" + (SLOTS - 2), last.next("tier").getString("symbol"));
        FEED.awaitCommand("subscribe", "MODEST");
        bystander.assertServed();
    }

    @Test
    void addressIsTheLastThatTheTrustedProxyForwards() {
        fill(GREEDY);
        assertRefused(429, patientAttempt(MODEST + ", " + GREEDY));
        assertRefused(429, patientAttempt("nonsense, " + GREEDY + ", 127.0.0.9"));
        enter(GREEDY + ", " + MODEST);
    }

    @Test
    void unreadableForwardedAddressCountsAsTheProxy() {
        fill("nonsense");
        assertRefused(429, patientAttempt("more nonsense"));
        enter(MODEST);
    }

    @Test
    void addressesOfOneSiteWithIpv6AreOne() {
        IntStream.range(0, BROWSERS_PER_ADDRESS).forEach(i -> enter("2001:db8:7:7::" + i));
        awaitBrowsers(BROWSERS_PER_ADDRESS + 1);
        assertRefused(429, patientAttempt("2001:db8:7:7:ffff::1"));
        enter("2001:db8:7:8::1");
    }

    @Test
    void addressesThatConnectAtTheSameTimeAreCountedApartAndTheirPlacesAreGivenBack() {
        List<String> addresses = List.of("192.0.2.1", "192.0.2.2", "2001:db8::1");
        assertEquals(BROWSERS, addresses.size() * BROWSERS_PER_ADDRESS + 1);
        for (int round = 0; round < 3; round++) {
            List<FrameRecorder> in = allAtOnce(addresses);
            awaitBrowsers(BROWSERS);
            addresses.forEach(address -> assertRefused(429, patientAttempt(address)));
            assertRefused(503, patientAttempt(MODEST));
            IntStream.range(0, in.size()).filter(i -> i % 2 == 0).forEach(i -> in.get(i).leave());
            IntStream.range(0, in.size()).filter(i -> i % 2 == 1).forEach(i -> in.get(i).close());
            awaitBrowsers(1);
        }
        bystander.assertServed();
    }

    @Test
    void refusedHandshakesTakeNoPlaceAndBrokenOnesGiveItBack() {
        for (int i = 0; i < 2 * BROWSERS; i++) {
            assertEquals(403, Attempt.at(war.prices(), "X-Forwarded-For", GREEDY, "Origin", "https://evil.example").status());
            knock(GREEDY, "Sec-WebSocket-Version: 7");
            knock(GREEDY, "Sec-WebSocket-Version: 13");
        }
        for (int i = 0; i < BROWSERS_PER_ADDRESS; i++) {
            Eventually.see("a place is free", MISSED, () -> attempt(GREEDY), attempt -> attempt.client() != null);
        }
        Eventually.see("they and the bystander are connected, and no others", MISSED, () -> war.status().getInt("browsers"),
                browsers -> browsers == BROWSERS_PER_ADDRESS + 1);
        assertRefused(429, patientAttempt(GREEDY));
        bystander.assertServed();
    }

    private List<FrameRecorder> fill(String address) {
        List<FrameRecorder> in = Stream.generate(() -> enter(address)).limit(BROWSERS_PER_ADDRESS).toList();
        awaitBrowsers(BROWSERS_PER_ADDRESS + 1);
        return in;
    }

    /** As many as each may have, none waiting for another. */
    private List<FrameRecorder> allAtOnce(List<String> addresses) {
        List<CompletableFuture<FrameRecorder>> coming = new ArrayList<>();
        for (int i = 0; i < BROWSERS_PER_ADDRESS; i++) {
            addresses.forEach(from -> coming.add(CompletableFuture.supplyAsync(() -> enter(from), task -> new Thread(task).start())));
        }
        return coming.stream().map(CompletableFuture::join).toList();
    }

    /** Sends a handshake and is gone, without a word, as soon as an answer comes. */
    private void knock(String from, String version) {
        URI prices = war.prices();
        String handshake = String.join("\r\n", "GET " + prices.getPath() + " HTTP/1.1", "Host: " + prices.getAuthority(),
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", version,
                "X-Forwarded-For: " + from, "", "");
        try (Socket socket = new Socket(prices.getHost(), prices.getPort())) {
            socket.setSoTimeout((int) Eventually.CEILING.toMillis());
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(handshake.getBytes(ISO_8859_1));
            assertEquals('H', socket.getInputStream().read());
        } catch (IOException failure) {
            throw new AssertionError("No answer", failure);
        }
    }

    private static void assertRefused(int status, Attempt attempt) {
        assertEquals(List.of(status, LATER), List.of(attempt.status(), attempt.retryAfter()));
    }

    /** The headers of a handshake's answer, which the client does not expose: the same without an upgrade. */
    private void assertRefusedWith(int status, String words, String from) {
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), war);
        HttpResponse<String> answer = paths.get("/prices", "X-Forwarded-For", from);
        assertEquals(status, answer.statusCode());
        assertEquals(LATER, answer.headers().firstValue("Retry-After").orElse(""));
        assertTrue(answer.body().startsWith("{\"error\":\"" + words), answer.body());
    }
}
