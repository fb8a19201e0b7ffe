package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.access.AccessTokens.Pass;

class AccessTokensTest {
    private static final String ONE = "the-first-of-two-tokens";
    private static final String TWO = "the-second-of-two-tokens";

    private static final Pass PASS = new Pass(1_800_000_000, "00112233445566778899aabbccddeeff");

    private final AccessTokens tokens = new AccessTokens(List.of(ONE, TWO));

    @Test
    void eachTokenIsKnownAndNothingElse() {
        assertTrue(tokens.knows(ONE) && tokens.knows(TWO));
        for (String other : List.of("", ONE + " ", ONE.substring(1), ONE.toUpperCase(), ONE + "," + TWO, "ümlaut")) {
            assertFalse(tokens.knows(other), other);
        }
    }

    @Test
    void passIsKnownAsAPassOnlyAndATokenAsATokenOnly() {
        for (String token : List.of(ONE, TWO)) {
            String text = AccessTokens.text(PASS, token);
            assertEquals(Optional.of(PASS), tokens.pass(text));
            assertFalse(tokens.knows(text));
        }
        for (String other : List.of(ONE, "", "=", "ü", "A".repeat(75), "A".repeat(43))) {
            assertEquals(Optional.empty(), tokens.pass(other), other);
        }
    }

    @Test
    void passIsGoodAfterARestartAndEndsWithItsToken() {
        AccessTokens later = new AccessTokens(List.of(TWO));
        assertEquals(Optional.of(PASS), later.pass(AccessTokens.text(PASS, TWO)));
        assertEquals(Optional.empty(), later.pass(AccessTokens.text(PASS, ONE)));
    }

    @Test
    void passThatWasChangedIsNone() {
        byte[] bytes = Base64.getUrlDecoder().decode(AccessTokens.text(PASS, ONE));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertEquals(Optional.empty(), tokens.pass(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)), "byte " + i);
        }
    }

    @Test
    void passIsFitForACookieAndAnotherEachTime() {
        assertTrue(AccessTokens.text(PASS, ONE).matches("[\\w-]{75}"));
        assertNotEquals(AccessTokens.text(PASS, ONE), AccessTokens.text(PASS, TWO));
        assertNotEquals(Pass.fresh(Clock.systemUTC()).id(), Pass.fresh(Clock.systemUTC()).id());
    }

    @Test
    void passIsTheOneThatBrowsersHaveKeptFromEarlierVersions() {
        assertEquals("AAAAAGtJ0gAAESIzRFVmd4iZqrvM3e7_lBXr7kda23MxWpMpVIPIpPCe-JQ0s9aw5tyo63BWLQg", AccessTokens.text(PASS, ONE));
    }
}
