package stockchart.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that never end. Each server sends on until its client has gone, which is also what each test waits for. */
class TimedExchangeTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TimedExchange exchange = new TimedExchange();
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** What comes first, and then again and again, a character at a time: in the head, in a chunk's head, in the body. */
    @ParameterizedTest
    @ValueSource(strings = {"|H", "HTTP/1.1 200 OK|K", OK + "X: |y", OK + "|X: y\r\n", OK + "Transfer-Encoding: chunked\r\n\r\n|1",
        OK + "Transfer-Encoding: chunked\r\n\r\n5;|x", OK + "Content-Length: 100000000\r\n\r\n|x", OK + "\r\n|x"})
    void answerThatTricklesIsGivenUpAtItsDeadline(String answer) throws Exception {
        String[] parts = answer.split("\\|");
        serve(parts[0], parts[1]);
        givenUp(InputStream::readAllBytes);
    }

    /** A name of the packed file that never ends is read before the first byte of content. */
    @Test
    void headOfACompressedBodyThatNeverEndsIsGivenUp() throws Exception {
        serve(OK + "\r\n\u001f\u008b\u0008\u0008\0\0\0\0\0\0", "n");
        givenUp(body -> new GZIPInputStream(body).readAllBytes());
    }

    @Test
    void silenceBehindAnAcceptedConnectionIsGivenUp() throws Exception {
        serve("", "");
        givenUp(InputStream::readAllBytes);
    }

    @Test
    void connectionThatIsNeverAcceptedIsGivenUp() throws Exception {
        // The system accepts it, but no program does: as with a server that hangs.
        IOException late = assertThrows(IOException.class, () -> run(InputStream::readAllBytes));
        assertEquals("No complete answer within 0 s", late.getMessage());
    }

    private void givenUp(Body body) throws Exception {
        IOException late = assertThrows(IOException.class, () -> run(body));
        assertEquals("No complete answer within 0 s", late.getMessage());
        assertTrue(clientGone.await(10, TimeUnit.SECONDS));
    }

    private void run(Body body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/")).build();
        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> exchange.run(request, DEADLINE, response -> body.read(response.body())));
    }

    /** @param again sent until that fails; empty: nothing, until the client closes */
    private void serve(String first, String again) {
        threads.execute(() -> {
            try (Socket client = server.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(first.getBytes(StandardCharsets.ISO_8859_1));
                InputStream request = client.getInputStream();
                client.setSoTimeout(20);
                while (!hasEnded(request)) {
                    out.write(again.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException gone) {
                // It has closed the connection, as it should.
            }
            clientGone.countDown();
        });
    }

    /** Waits a little for the client to close: what it sends is its request. */
    private static boolean hasEnded(InputStream request) throws IOException {
        try {
            return request.read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        }
    }

    /** Reads a body. */
    private interface Body {
        byte[] read(InputStream body) throws IOException;
    }
}
