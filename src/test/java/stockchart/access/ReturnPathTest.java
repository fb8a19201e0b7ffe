package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnPathTest {
    @Test
    void pageIsGoneBackToWithItsSymbol() {
        for (String wanted : List.of("", "?symbol=AAPL", "?symbol=IC+MARKETS%3A1&kind=candles", "api/status", "?symbol=A..B")) {
            assertEquals("./" + wanted, ReturnPath.from(wanted));
        }
    }

    @Test
    void pathThatLooksLikeAnotherSiteStaysOnThisOne() {
        assertEquals(".//evil.example", ReturnPath.from("/evil.example"));
        assertEquals(".///evil.example/", ReturnPath.from("//evil.example/"));
    }

    @Test
    void whatLeadsElsewhereLeadsToTheApplicationInstead() {
        for (String wanted : List.of("https://evil.example", "javascript:alert(1)", "\\\\evil.example", "../other", "a/../../other",
                "%2e%2e/other", "?a\r\nSet-Cookie: b=c", "?a b", "?ü")) {
            assertEquals("./", ReturnPath.from(wanted), wanted);
        }
        assertEquals("./", ReturnPath.from(null));
    }
}
