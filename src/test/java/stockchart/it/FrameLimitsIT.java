package stockchart.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.CLOSE;
import static stockchart.testing.ClientFrames.CONTINUATION;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.PONG;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.concat;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.times;
import static stockchart.testing.FrameAttack.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Bystander;
import stockchart.testing.FrameAttack;
import stockchart.testing.FrameClient;
import stockchart.testing.FrameRecorder;
import stockchart.testing.GuardedConnections;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerHeap;
import stockchart.testing.ServerLogs;

/** Limits of the price socket, frame by frame: a violation is answered with its cause, and other clients are not affected. */
@ServerDependent
@GuardedConnections
class FrameLimitsIT extends OnLiveServer {
    private static final int MEGABYTE = 1 << 20;

    private FrameRecorder recorder;
    private Bystander bystander;

    @BeforeEach
    void openBystander() {
        recorder = FrameRecorder.v1(war.prices());
        bystander = new Bystander(recorder, FEED);
    }

    @AfterEach
    void closeAllClients() {
        recorder.close();
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void framesThatAreNotMaskedEndTheConnection() {
        assertEnded(UNMASKED_COMMAND, UNMASKED_PING);
    }

    @Test
    void framesThatAreNoneOfTheProtocolEndTheConnection() {
        assertEnded(RESERVED_BIT, RESERVED_KIND, RESERVED_CONTROL_KIND, PING_IN_FRAGMENTS, PING_TOO_LONG, CONTINUATION_OF_NOTHING,
                MESSAGE_WITHIN_A_MESSAGE, LENGTH_IN_MORE_BYTES_THAN_NEEDED, NEGATIVE_LENGTH);
    }

    @Test
    void aMessageIsTooBigAsSoonAsItsLengthIsKnown() {
        assertEnded(GIGABYTE_ANNOUNCED, GREATEST_LENGTH_BEHIND_A_FRAGMENT, ONE_BYTE_TOO_MANY);
    }

    @Test
    void fragmentsWithoutEndEndTheConnection() {
        assertEnded(FRAGMENTS_WITHOUT_END, EMPTY_FRAGMENTS, TINY_FRAGMENTS);
    }

    @Test
    void pingsAndPongsWithoutEndEndTheConnection() {
        assertEnded(PINGS, PONGS, PINGS_WITHIN_A_MESSAGE);
    }

    @Test
    void aMessageThatIsNeverFinishedEndsTheConnection() {
        assertEnded(HEAD_WITHOUT_END, PAYLOAD_WITHOUT_END, MESSAGE_WITHOUT_END);
    }

    @Test
    void framesSentWithTheHandshakeAreCheckedToo() {
        assertEnded(attack -> new FrameClient(war.prices(), "stock-chart.v1", attack.bytes()), UNMASKED_COMMAND, RESERVED_BIT,
                GIGABYTE_ANNOUNCED, ONE_BYTE_TOO_MANY, FRAGMENTS_WITHOUT_END, EMPTY_FRAGMENTS, PINGS, HEAD_WITHOUT_END);
    }

    @Test
    void commandsThatComeTogetherWithTheHandshakeAreCarriedOut() {
        byte[] commands = concat(frame(FIN | TEXT, "{\"type\":\"unsubscribe\",\"symbol\":\"FIRST\"}".getBytes(US_ASCII)),
                frame(FIN | PING, (byte) 7), frame(FIN | TEXT, "{\"type\":\"unsubscribe\",\"symbol\":\"SECOND\"}".getBytes(US_ASCII)));
        // More than a server has threads for its processors: one that opens a session may not stay with it.
        for (int i = 0; i < 70; i++) {
            try (FrameClient client = new FrameClient(war.prices(), "stock-chart.v1", commands)) {
                assertTrue(next(client, "unsubscribed").contains("FIRST"));
                assertTrue(next(client, "unsubscribed").contains("SECOND"));
                client.send(frame(FIN | 0x8, (byte) 3, (byte) 0xe8));
                assertEquals(1000, client.closeCode());
            }
        }
        bystander.assertServed();
    }

    @Test
    void clientThatLeavesWhileConnectingHarmsNoOther() {
        // What Payara's CDI logs when a request object is reused by one thread while another still works on it.
        String reused = "guard leak detected";
        int before = ServerLogs.lines(reused).size();
        byte[] leaving = frame(FIN | CLOSE, (byte) 3, (byte) 0xe8);
        for (int i = 0; i < 300; i++) {
            war.get("/api/health/live");
            try (FrameClient client = new FrameClient(war.prices(), "stock-chart.v1", leaving)) {
                assertEquals(1000, client.closeCode());
            }
        }
        assertEquals(before, ServerLogs.lines(reused).size());
        bystander.assertServed();
    }

    @Test
    void aFloodThatGoesOnIsCutOff() {
        try (FrameClient client = client()) {
            byte[] pings = times(1_000, frame(FIN | PING, new byte[125]));
            long start = System.nanoTime();
            while (client.isSent(pings)) {
                assertTrue(System.nanoTime() - start < 30_000_000_000L, "It is still being read");
            }
            bystander.assertServed();
        }
    }

    @Test
    void floodsOfFramesDoNotStayInTheHeap() {
        long before = ServerHeap.used("live");
        List<FrameClient> clients = new ArrayList<>();
        List<byte[]> floods = List.of(frame(FIN | PING), frame(FIN | PONG), frame(CONTINUATION),
                frame(CONTINUATION, new byte[1_000]));
        for (byte[] flood : floods) {
            byte[] many = times(MEGABYTE / flood.length, flood);
            for (int i = 0; i < BROWSERS / 2; i++) {
                FrameClient client = client();
                clients.add(client);
                client.send(frame(TEXT));
                for (int megabytes = 0; megabytes < 8 && client.isSent(many); megabytes++) {
                    bystander.assertServed();
                }
            }
        }
        long after = ServerHeap.used("live");
        clients.forEach(FrameClient::close);
        assertTrue(after - before < 64 * MEGABYTE, () -> before + " bytes grew to " + after);
    }

    @Test
    void aCommandInFragmentsWithPingsBetweenIsCarriedOut() {
        try (FrameClient client = client()) {
            client.send(concat(frame(TEXT, "{\"type\":\"unsubscribe\",".getBytes(US_ASCII)), frame(FIN | PING, (byte) 7),
                    frame(CONTINUATION), frame(FIN | CONTINUATION, "\"symbol\":\"PIECES\"}".getBytes(US_ASCII))));
            assertArrayEquals(new byte[] {7}, client.next(PONG));
            String answer = next(client, "unsubscribed");
            assertTrue(answer.contains("PIECES"), answer);
        }
    }

    @Test
    void aMessageAsLongAsItMayBeIsAnswered() {
        try (FrameClient client = client()) {
            client.send(frame(FIN | TEXT, " ".repeat(4_096).getBytes(US_ASCII)));
            assertTrue(next(client, "error").contains("BAD_MESSAGE"));
        }
    }

    @Test
    void everyPingIsAnsweredInItsTurn() {
        try (FrameClient client = client()) {
            for (int length : new int[] {0, 1, 125}) {
                byte[] payload = new byte[length];
                client.send(frame(FIN | PING, payload));
                assertArrayEquals(payload, client.next(PONG));
            }
            client.send(frame(FIN | 0x8, (byte) 3, (byte) 0xe8));
            assertEquals(1000, client.closeCode());
            assertTrue(client.isEnded());
        }
    }

    private void assertEnded(FrameAttack... attacks) {
        assertEnded(attack -> {
            FrameClient client = client();
            client.send(attack.bytes());
            return client;
        }, attacks);
    }

    private void assertEnded(Function<FrameAttack, FrameClient> attacker, FrameAttack... attacks) {
        List<FrameClient> clients = Stream.of(attacks).map(attacker).toList();
        bystander.assertServed();
        for (int i = 0; i < attacks.length; i++) {
            assertEquals(attacks[i].code(), clients.get(i).closeCode(), attacks[i]::name);
            assertTrue(clients.get(i).isEnded(), attacks[i]::name);
            clients.get(i).close();
        }
        bystander.assertServed();
        war.awaitStatus("they are gone", status -> status.getInt("browsers") == 1);
    }

    private FrameClient client() {
        return new FrameClient(war.prices(), "stock-chart.v1");
    }

    private static String next(FrameClient client, String type) {
        String text = new String(client.next(TEXT), UTF_8);
        while (!text.contains("\"type\":\"" + type + "\"")) {
            text = new String(client.next(TEXT), UTF_8);
        }
        return text;
    }
}
