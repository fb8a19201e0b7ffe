package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final String ONE = "the-first-of-two-tokens";
    private static final String TWO = "the-second-of-two-tokens";

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
        assertTrue(tokens.knowsPass(AccessTokens.pass(ONE)) && tokens.knowsPass(AccessTokens.pass(TWO)));
        assertFalse(tokens.knows(AccessTokens.pass(ONE)));
        assertFalse(tokens.knowsPass(ONE) || tokens.knowsPass(""));
    }

    @Test
    void passIsTheSameAfterARestartAndEndsWithItsToken() {
        AccessTokens later = new AccessTokens(List.of(TWO));
        assertTrue(later.knowsPass(AccessTokens.pass(TWO)));
        assertFalse(later.knowsPass(AccessTokens.pass(ONE)));
    }

    @Test
    void passIsFitForACookieAndDoesNotShowItsToken() {
        assertTrue(AccessTokens.pass(ONE).matches("[\\w-]{43}"));
        assertNotEquals(AccessTokens.pass(ONE), AccessTokens.pass(TWO));
    }

    @Test
    void passIsTheOneThatBrowsersHaveKeptFromEarlierVersions() {
        assertEquals("3_dgXoQgMQGmOSyUW4HuIMgnbC2764GY53KLx9BU0Os", AccessTokens.pass(ONE));
    }
}
