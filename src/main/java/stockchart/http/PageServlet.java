package stockchart.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.http.PageFiles.PageFile;

/**
 * The page, its files and everything that no other servlet answers: mapped as a prefix, so that no server answers instead. Any
 * thread.
 */
@WebServlet(value = "/*", asyncSupported = true)
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Set at start, not changed after that. */
    private transient PageFiles files;

    @Override
    public void init() {
        files = PageFiles.of(getServletContext());
    }

    /** Also for a request that a server has rejected itself, whatever the method was. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            response.sendError(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status
                    : HttpServletResponse.SC_BAD_REQUEST);
        } else {
            super.service(request, response);
        }
    }

    /** 304 to a client that has this content. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PageFile> found = files.find(RequestPath.of(request));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        PageFile file = found.get();
        if (file.isCompressible()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (EntityTags.isKnown(request, response, file.tag())) {
            return;
        }
        response.setContentType(file.type());
        if (file.isCompressible() && Gzip.isAccepted(request)) {
            response.setHeader("Content-Encoding", "gzip");
            BufferedResponse.of(response).share(file.gzip());
        } else {
            BufferedResponse.of(response).share(file.plain());
        }
    }
}
