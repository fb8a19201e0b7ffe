package stockchart.access;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import stockchart.http.FormBody;
import stockchart.http.OriginPolicy;

/** {@code /sign-in}: the form for a token, and the exchange of a token for the pass that the browser keeps. Any thread. */
@WebServlet(value = SignInServlet.PATH, asyncSupported = true)
public class SignInServlet extends HttpServlet {
    static final String PATH = "/sign-in";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AccessControl access;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.isOn()) {
            goBack(response, "");
        } else if (Credentials.passes(request).stream().anyMatch(access::knowsPass)) {
            SignInPage.offerSignOut(response);
        } else {
            SignInPage.sendForm(request, response, HttpServletResponse.SC_OK, "", "");
        }
    }

    /** Fields: {@code token}, and {@code back}, where to go afterwards. A form on another site's page is refused. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody.read(request, response, form -> answer(request, response, form));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Map<String, String> form) throws IOException {
        String back = form.getOrDefault("back", "");
        if (!access.isOn()) {
            goBack(response, back);
            return;
        }
        if (!OriginPolicy.mayPost(request)) {
            SignInPage.sendForm(request, response, HttpServletResponse.SC_FORBIDDEN, back,
                    "This form was not sent from this site. Please enter the token here.");
            return;
        }
        String token = form.getOrDefault("token", "").strip();
        switch (access.judge(token, access.client(request))) {
            case KNOWN -> {
                Credentials.remember(access.newPass(token), request, response);
                goBack(response, back);
            }
            case TOO_MANY -> {
                response.setIntHeader("Retry-After", FailedLoginLimiter.MINUTE_SECONDS);
                SignInPage.sendForm(request, response, AccessFilter.TOO_MANY_REQUESTS, back,
                        "Too many wrong tokens were entered. Please wait a minute, then try again.");
            }
            default -> SignInPage.sendForm(request, response, HttpServletResponse.SC_UNAUTHORIZED, back,
                    "This is no token of this server. Please check it for missing characters.");
        }
    }

    /** Set directly: servers would make it an absolute address of their own, not the proxy's. */
    static void goBack(HttpServletResponse response, String back) {
        response.setHeader("Location", ReturnPath.from(back));
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }
}
