package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Attempt;
import stockchart.testing.Burst;
import stockchart.testing.Bystander;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLockedServer;
import stockchart.testing.RawRequest;
import stockchart.testing.ServerDependent;

/** The limits of one client: exceeding them is refused clearly, and other clients are not affected. */
@ServerDependent
class CapsIT extends OnLockedServer {
    private static final String HASTY = "198.51.100.1";
    private static final int BURST = 100;
    /** Many times what may come in a second, so that they cannot all be spread over as many seconds. */
    private static final int CROWD = 8 * HANDSHAKES_PER_SECOND;

    private Bystander bystander;

    @BeforeEach
    void openBystander() {
        bystander = new Bystander(enter("203.0.113.1"), FEED);
    }

    @Test
    void handshakesOverTheRateAreRejectedAndAcceptedLater() {
        Eventually.see("a handshake is refused", () -> {
            crowd();
            Attempt one = attempt(HASTY);
            if (one.client() != null) {
                one.client().leave();
            }
            return one;
        }, attempt -> attempt.status() == 429 && attempt.retryAfter().equals("1"));
        Eventually.see("and the reason is logged", () -> {
            crowd();
            return ask();
        }, answer -> RawRequest.status(answer) == 429 && answer.contains("{\"error\":\"Too many connections at once"));
        bystander.assertServed();
        Eventually.see("one is accepted", () -> attempt("198.51.100.2"), attempt -> attempt.client() != null);
    }

    @Test
    void everyClientOfABurstIsAnswered() {
        Map<String, Integer> answers = Burst.of(2_000, war.prices(), "X-Forwarded-For: " + HASTY);
        answers.keySet().removeAll(Set.of("101", "429 Retry-After", "503 Retry-After"));
        assertEquals(Map.of(), answers);
        bystander.assertServed();
        awaitBrowsers(1);
    }

    @Test
    void moreCommandsThanMayComeInASecondAreNotCarriedOut() {
        FrameRecorder hasty = enter(HASTY);
        hasty.flood(BURST + 50, "{\"type\":\"unsubscribe\",\"symbol\":\"HASTY\"}");
        String message = hasty.next("error", error -> error.getString("code").equals("TOO_FAST")).getString("msg");
        assertTrue(message.contains("at most " + COMMANDS_PER_SECOND + " a second"), message);
        bystander.assertServed();
    }

    @Test
    void messageTooBigEndsTheConnectionOfItsSenderOnly() {
        FrameRecorder verbose = enter(HASTY);
        verbose.flood(1, "x".repeat(5_000));
        assertEquals(1009, verbose.closeCode());
        awaitBrowsers(1);
        bystander.assertServed();
    }

    @Test
    void clientWithAllItsSymbolsIsRefusedAFurtherOneAndServedTheRest() {
        FrameRecorder curious = enter(HASTY);
        Stream.of(bystander.symbol(), "MINE", "MORE").forEach(curious::subscribe);
        assertEquals("MORE", curious.next("error", error -> error.getString("code").equals("CLIENT_LIMIT")).getString("symbol"));
        bystander.assertServed();
        assertEquals(1, curious.next("trade").getJsonArray("data").size());
    }

    private void crowd() {
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(this::ask)).limit(CROWD)
                .toArray(CompletableFuture<?>[]::new)).join();
    }

    /** A handshake in which the key is missing, so that it is as cheap as it can be. */
    private String ask() {
        return RawRequest.answer("127.0.0.1", war.address(), war.prices().getPath(), "Upgrade: websocket", "X-Forwarded-For: 192.0.2.7");
    }
}
