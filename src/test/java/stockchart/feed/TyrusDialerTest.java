package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.hub.FeedLease;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.testing.Eventually;

/** A connection to Finnhub is closed at whatever stage it is ended. */
class TyrusDialerTest {
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    /** Nothing may depend on it: longer than any test waits. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofMinutes(2);
    private static final int TLS_HANDSHAKE = 22;
    private static final int ENDED_DIALS = 50;

    private ServerSocket finnhub;
    private FeedConnection connection;
    private Thread dialling;

    @BeforeEach
    void listen() throws IOException {
        finnhub = new ServerSocket(0, 2 * ENDED_DIALS, InetAddress.getLoopbackAddress());
        finnhub.setSoTimeout((int) Eventually.CEILING.toMillis());
    }

    @AfterEach
    void dialEndsToo() throws IOException, InterruptedException {
        finnhub.close();
        connection.end();
        dialling.join(Eventually.CEILING.toMillis());
        assertFalse(dialling.isAlive());
    }

    @Test
    void endedWithoutAnAnswerToTheUpgradeClosesTheSocket() throws IOException {
        try (Socket accepted = dialled("ws")) {
            head(accepted);
            connection.end();
            assertEnded(accepted);
        }
    }

    @Test
    void endedAmidTheAnswerToTheUpgradeClosesTheSocket() throws IOException {
        try (Socket accepted = dialled("ws")) {
            head(accepted);
            write(accepted, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs");
            connection.end();
            assertEnded(accepted);
        }
    }

    @Test
    void endedInTheTlsHandshakeClosesTheSocket() throws IOException {
        try (Socket accepted = dialled("wss")) {
            assertEquals(TLS_HANDSHAKE, accepted.getInputStream().read());
            connection.end();
            assertEnded(accepted);
        }
    }

    @Test
    void endedAtAnyMomentOfADialLeavesNoSocketOpen() throws IOException, InterruptedException {
        for (int spins = 0; spins < ENDED_DIALS; spins++) {
            start("ws");
            for (int i = 0; i < spins * 20_000; i++) {
                Thread.onSpinWait();
            }
            connection.end();
            dialling.join();
        }
        try (Socket last = new Socket(finnhub.getInetAddress(), finnhub.getLocalPort())) {
            int before = 0;
            for (Socket accepted = accept(); accepted.getPort() != last.getLocalPort(); accepted = accept()) {
                assertEnded(accepted);
                before++;
            }
            assertTrue(before <= ENDED_DIALS);
        }
    }

    @Test
    void endedOpenConnectionIsClosedThoughTheOtherSideAnswersNothing() throws Exception {
        try (Socket accepted = dialled("ws")) {
            upgrade(accepted);
            Eventually.see("an open connection", connection::isDialled, dialled -> dialled);
            connection.end();
            assertEnded(accepted);
        }
    }

    private Socket dialled(String scheme) throws IOException {
        start(scheme);
        return accept();
    }

    private Socket accept() throws IOException {
        Socket accepted = finnhub.accept();
        accepted.setSoTimeout((int) Eventually.CEILING.toMillis());
        return accepted;
    }

    private void start(String scheme) {
        Map<String, String> settings = Map.of("FINNHUB_TOKEN", "test-key",
                "FINNHUB_URL", scheme + "://localhost:" + finnhub.getLocalPort());
        FinnhubAccess access = FinnhubAccess.from(new Settings(key -> Optional.ofNullable(settings.get(key))));
        TyrusDialer dialer = new TyrusDialer(access, HANDSHAKE_TIMEOUT);
        Subscriptions registry = new Subscriptions(new SubscriptionSettings(50, Duration.ZERO, 1_000, 100, 10),
                new FeedStatus(FeedStatus.State.CONNECTING, false, 0), Clock.systemUTC(), System::nanoTime, Runnable::run, 1);
        connection = new FeedConnection(registry, registry, FeedLease.ALWAYS, new FeedCounters(Clock.systemUTC()), System::nanoTime,
                () -> { });
        FeedConnection dialled = connection;
        dialling = new Thread(() -> dialled.dial(dialer), "dialling");
        dialling.start();
    }

    /** Whatever else is sent first; a reset ends a connection as well. */
    private static void assertEnded(Socket accepted) throws IOException {
        try {
            while (accepted.getInputStream().read() >= 0) {
                continue;
            }
        } catch (SocketException reset) {
            return;
        }
    }

    private static String head(Socket accepted) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = accepted.getInputStream().read();
            if (next < 0) {
                throw new IOException("The connection has ended");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void upgrade(Socket accepted) throws Exception {
        Matcher key = KEY.matcher(head(accepted));
        assertTrue(key.find());
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        write(accepted, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
    }

    private static void write(Socket accepted, String text) throws IOException {
        accepted.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
