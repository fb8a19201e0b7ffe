package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.OnGuardedServer;

/** What a person sees of a server that requires a token. */
@Order(Integer.MAX_VALUE - 1)
class SignInPageIT extends OnGuardedServer {
    private static final int WIDE = 1280;
    private static final int PHONE = 360;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void signingInLeadsToTheRequestedPrice() {
        browsing.open(war, "AAPL");
        signInAsAPerson();
        assertPrice();
        browsing.page().reload();
        assertPrice();
    }

    @Test
    void wrongTokenIsReportedAndMayBeCorrected() {
        browsing.open(war, "AAPL");
        token().fill("a-token-with-a-mistake");
        token().press("Enter");
        assertThat(browsing.page().getByRole(AriaRole.ALERT)).containsText("This is no token of this server");
        assertThat(token()).isFocused();
        assertThat(token()).hasValue("");
        inEachLook();
        signInAsAPerson();
        assertPrice();
    }

    @Test
    void signedOutReaderSeesANoticeAndSignsInAgain() {
        // What fades in has no contrast at first.
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        browsing.open(war, "AAPL");
        signInAsAPerson();
        assertPrice();
        browsing.page().context().clearCookies();
        // The page connects again when its network comes back.
        browsing.page().context().setOffline(true);
        assertThat(browsing.feedState()).hasText(Pattern.compile("Offline|Simulated data · live"));
        browsing.page().context().setOffline(false);
        assertThat(browsing.notice()).containsText("You are signed out");
        assertThat(browsing.feedState()).hasText("Signed out");
        assertEquals(List.of(), Axe.violations(browsing.page()));
        browsing.button("Sign in again").click();
        signInAsAPerson();
        assertPrice();
    }

    @Test
    void signedOutReaderIsShownTheSignInForm() {
        browsing.page().navigate(war.address().toString());
        signInAsAPerson();
        browsing.page().navigate(war.address().resolve("sign-in").toString());
        assertThat(browsing.heading()).hasText("You are signed in");
        inEachLook();
        browsing.button("Sign out").click();
        assertThat(browsing.heading()).hasText("Sign in");
        browsing.open(war, "AAPL");
        assertThat(token()).isVisible();
        inEachLook();
    }

    private Locator token() {
        return browsing.page().getByLabel("Access token");
    }

    private void signInAsAPerson() {
        token().fill(TOKEN);
        browsing.button("Sign in").click();
    }

    private void assertPrice() {
        assertThat(browsing.heading()).containsText("AAPL");
        assertThat(browsing.price()).hasText(Pattern.compile("\\d+\\.\\d\\d"));
    }

    /** Nothing to complain of in light and dark, on a desk and on a phone, and nothing that has to be moved sideways. */
    private void inEachLook() {
        Page page = browsing.page();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(PHONE, WIDE)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.setViewportSize(width, 740);
                assertEquals(List.of(), Axe.violations(page));
                assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
            }
        }
    }
}
