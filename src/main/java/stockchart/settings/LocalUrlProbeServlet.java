package stockchart.settings;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets the application recognise itself among several ports, some of which may belong to another instance: answers 204 to the
 * random text of this instance, and 404 to everything else. Reveals nothing that the caller does not already know.
 */
@WebServlet(value = LocalUrl.PROBE_PATH + "*", asyncSupported = true)
public class LocalUrlProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient LocalUrl localUrl;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getPathInfo();
        boolean own = path != null && localUrl.isOwnNonce(path.substring(1));
        response.setStatus(own ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_NOT_FOUND);
    }
}
