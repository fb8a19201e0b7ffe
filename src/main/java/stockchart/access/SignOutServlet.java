package stockchart.access;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import stockchart.http.OriginPolicy;

/** {@code POST /sign-out}: ends the browser's pass and removes its cookie. Open connections stay open. Any thread. */
@WebServlet(value = SignOutServlet.PATH, asyncSupported = true)
public class SignOutServlet extends HttpServlet {
    static final String PATH = "/sign-out";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AccessControl access;

    /** A form on another site's page is refused. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (OriginPolicy.mayPost(request)) {
            Credentials.passes(request).forEach(access::revokePass);
            Credentials.forget(request, response);
            SignInServlet.goBack(response, "sign-in");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
