package stockchart.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sets the security headers of every answer, and how long files may be cached: those with a content hash in their name for a year,
 * the page itself only after revalidation. Mapped in web.xml, before every other filter.
 */
public class HeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Where the build puts files with a hash in their name. */
    private static final String HASHED = "/assets/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        String path = RequestPath.of(request);
        // Only a file that exists: a "not found" must not be cached for a year.
        boolean hashed = path.startsWith(HASHED) && PageFiles.of(getServletContext()).find(path).isPresent();
        response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        chain.doFilter(request, response);
    }
}
