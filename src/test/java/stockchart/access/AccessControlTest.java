package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.access.AccessControl.AccessDecision;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;

class AccessControlTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String WRONG = "a-token-of-another-test";
    private static final String GUESSER = "192.0.2.1";

    private final LogWatch log = new LogWatch();
    private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);
    private final ManualClock clock = new ManualClock();
    @TempDir
    private Path folder;
    private AccessControl access;

    @BeforeEach
    void start() {
        access = new AccessControl(List.of(TOKEN), new FailedLoginLimiter(() -> nanos), new RevokedPasses(folder, clock), clock);
    }

    @AfterEach
    void logAgain() {
        log.close();
    }

    @Test
    void serverWithoutTokensIsOff() {
        assertFalse(new AccessControl(List.of(), new FailedLoginLimiter(() -> nanos), new RevokedPasses(folder, clock), clock).isOn());
        assertTrue(access.isOn());
    }

    @Test
    void rightTokenIsKnownHoweverOftenItComes() {
        for (int i = 0; i < 10 * FailedLoginLimiter.ALLOWED; i++) {
            assertEquals(AccessDecision.KNOWN, access.judge(TOKEN, GUESSER));
        }
    }

    @Test
    void validTokenIsRejectedAfterTooManyWrongOnes() {
        guess(GUESSER);
        assertEquals(AccessDecision.TOO_MANY, access.judge(WRONG, GUESSER));
        assertEquals(AccessDecision.TOO_MANY, access.judge(TOKEN, GUESSER));
    }

    @Test
    void guessingClientLocksOutNoOther() {
        guess(GUESSER);
        assertEquals(AccessDecision.KNOWN, access.judge(TOKEN, "192.0.2.2"));
    }

    @Test
    void signedInClientStaysSignedInWhileOthersGuessFromItsAddress() {
        guess(GUESSER);
        assertTrue(access.knowsPass(access.newPass(TOKEN)));
    }

    @Test
    void aPassIsOverAfterThirtyDays() {
        String pass = access.newPass(TOKEN);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertTrue(access.knowsPass(pass));
        clock.advance(Duration.ofSeconds(1));
        assertFalse(access.knowsPass(pass));
    }

    @Test
    void aPassThatWasGivenBackIsOverAndNoOther() {
        String pass = access.newPass(TOKEN);
        String other = access.newPass(TOKEN);
        access.revokePass(pass);
        access.revokePass("no pass");
        assertFalse(access.knowsPass(pass));
        assertTrue(access.knowsPass(other));
    }

    @Test
    void aMinuteAfterTheFirstWrongTokenAllIsForgiven() {
        guess(GUESSER);
        nanos += TimeUnit.SECONDS.toNanos(FailedLoginLimiter.MINUTE_SECONDS) - 1;
        assertEquals(AccessDecision.TOO_MANY, access.judge(TOKEN, GUESSER));
        nanos++;
        assertEquals(AccessDecision.KNOWN, access.judge(TOKEN, GUESSER));
        guess(GUESSER);
        assertEquals(AccessDecision.TOO_MANY, access.judge(TOKEN, GUESSER));
    }

    @Test
    void manyAddressesCostNoMemoryThatGrows() {
        guess(GUESSER);
        for (int i = 0; i < 10_000; i++) {
            access.judge(WRONG, "10.0." + i / 256 + "." + i % 256);
        }
        assertEquals(AccessDecision.KNOWN, access.judge(TOKEN, GUESSER));
    }

    private void guess(String address) {
        for (int i = 0; i < FailedLoginLimiter.ALLOWED; i++) {
            assertEquals(AccessDecision.UNKNOWN, access.judge(WRONG, address));
        }
    }
}
