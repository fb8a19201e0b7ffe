package stockchart.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import stockchart.text.VisibleText;

/** The page for signing in and out. Needs no script. Stateless; any thread. */
final class SignInPage {
    /** Served like any other file, but without a token. */
    static final String STYLE = "/sign-in.css";

    private static final String SIGN_IN = resource("sign-in.html");
    private static final String SIGNED_IN = resource("signed-in.html");

    private SignInPage() {}

    /**
     * Shows the form for a token.
     *
     * @param status of HTTP
     * @param back where to go afterwards, see {@link ReturnPath}
     * @param trouble a sentence about the last attempt; empty if there was none
     */
    static void sendForm(HttpServletRequest request, HttpServletResponse response, int status, String back, String trouble)
            throws IOException {
        String error = trouble.isEmpty() ? "" : "<p id=\"error\" class=\"error\" role=\"alert\">" + escaped(trouble) + "</p>";
        send(response, status, SIGN_IN.replace("{root}", escaped(ReturnPath.toRoot(request))).replace("{error}", error)
                .replace("{invalid}", trouble.isEmpty() ? "" : "aria-invalid=\"true\" aria-describedby=\"error\"")
                .replace("{back}", escaped(VisibleText.of(back))));
    }

    /** Offers to sign out. */
    static void offerSignOut(HttpServletResponse response) throws IOException {
        send(response, HttpServletResponse.SC_OK, SIGNED_IN);
    }

    private static void send(HttpServletResponse response, int status, String html) throws IOException {
        byte[] bytes = html.getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Without a referrer, browsers do not send the origin of a form's page either.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = SignInPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
