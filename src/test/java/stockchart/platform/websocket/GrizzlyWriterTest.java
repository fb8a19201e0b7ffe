package stockchart.platform.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real Grizzly; what leads to its connection is made of the same names as Payara's. */
class GrizzlyWriterTest {
    private static final int CEILING_SECONDS = 10;
    private static final int MEGABYTE = 1 << 20;
    /** More than any system keeps for a connection whose client does not read. */
    private static final int MOST_FRAMES = 500;

    private final BlockingQueue<Connection<?>> accepted = new LinkedBlockingQueue<>();
    private final TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
    private Socket client;
    private Connection<?> connection;
    private FrameWriter writer;

    private record TyrusServletWriter(Object tyrusHttpUpgradeHandler) {}

    private record UpgradeProxy(Object handler) {}

    private record Upgrade(Object os) {}

    private record Stream(Object ob) {}

    private record StreamBuffer(Object grizzlyOutputBuffer) {}

    private record GrizzlyBuffer(Object connection) {}

    @BeforeEach
    void connect() throws Exception {
        transport.setProcessor(FilterChainBuilder.stateless().add(new TransportFilter()).add(new BaseFilter() {
            @Override
            public NextAction handleAccept(FilterChainContext context) {
                accepted.add(context.getConnection());
                return context.getInvokeAction();
            }
        }).build());
        InetSocketAddress address = (InetSocketAddress) transport.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .getLocalAddress();
        transport.start();
        client = new Socket(address.getAddress(), address.getPort());
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(CEILING_SECONDS));
        connection = accepted.poll(CEILING_SECONDS, TimeUnit.SECONDS);
        writer = GrizzlyWriter.behind(wayTo(connection), false).orElseThrow();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        transport.shutdownNow();
    }

    @Test
    void framesArriveWholeAndInOrder() throws Exception {
        for (String text : List.of("one", "two", "three")) {
            assertEquals(Optional.empty(), write(text.getBytes(US_ASCII)).get(CEILING_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals("onetwothree", new String(client.getInputStream().readNBytes(11), US_ASCII));
    }

    @Test
    void clientThatDoesNotReadBlocksNoOtherAndMissesNothing() throws Exception {
        List<CompletableFuture<Optional<Throwable>>> writes = new ArrayList<>();
        do {
            writes.add(write(frame(writes.size())));
        } while (writes.get(writes.size() - 1).isDone() && writes.size() < MOST_FRAMES);
        CompletableFuture<Optional<Throwable>> stuck = writes.get(writes.size() - 1);
        assertFalse(stuck.isDone(), "a write must wait for the client without keeping the caller");
        for (int i = 0; i < writes.size(); i++) {
            assertArrayEquals(frame(i), client.getInputStream().readNBytes(MEGABYTE));
        }
        assertEquals(Optional.empty(), stuck.get(CEILING_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void frameForManyIsNotUsedUp() throws Exception {
        byte[] frame = "shared".getBytes(US_ASCII);
        write(frame).get(CEILING_SECONDS, TimeUnit.SECONDS);
        write(frame).get(CEILING_SECONDS, TimeUnit.SECONDS);
        assertEquals("sharedshared", new String(client.getInputStream().readNBytes(12), US_ASCII));
    }

    @Test
    void closedConnectionIsAFailure() throws Exception {
        connection.close().get(CEILING_SECONDS, TimeUnit.SECONDS);
        assertTrue(write(new byte[1]).get(CEILING_SECONDS, TimeUnit.SECONDS).isPresent());
    }

    @Test
    void encryptedConnectionsHaveNoShortWay() throws Exception {
        assertEquals(Optional.empty(), GrizzlyWriter.behind(wayTo(connection), true), "the session is secure");
        SSLUtils.setSSLEngine(connection, SSLContext.getDefault().createSSLEngine());
        assertEquals(Optional.empty(), GrizzlyWriter.behind(wayTo(connection), false), "the connection has TLS");
    }

    @Test
    void otherServersHaveNoShortWay() {
        assertEquals(Optional.empty(), GrizzlyWriter.behind(wayTo("no connection"), false));
        assertEquals(Optional.empty(), GrizzlyWriter.behind(new Object(), false));
    }

    private CompletableFuture<Optional<Throwable>> write(byte[] frame) {
        CompletableFuture<Optional<Throwable>> done = new CompletableFuture<>();
        writer.write(frame, end -> assertTrue(done.complete(end), "completed twice"));
        return done;
    }

    private static byte[] frame(int number) {
        byte[] frame = new byte[MEGABYTE];
        Arrays.fill(frame, (byte) number);
        return frame;
    }

    private static Object wayTo(Object end) {
        return new TyrusServletWriter(new UpgradeProxy(new Upgrade(new Stream(new StreamBuffer(new GrizzlyBuffer(end))))));
    }
}
