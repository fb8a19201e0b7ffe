package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Conditional requests. Weak tags (RFC 9110, 8.8.3): compressed or not, it is the same content. Stateless; any thread. */
public final class EntityTags {
    private EntityTags() {}

    /**
     * Sets an answer's {@code ETag}, and answers 304 if the client has that content.
     *
     * @param tag hexadecimal, so that it is no part of another
     * @return whether that was the answer
     */
    public static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String tag) {
        return isKnown(request.getHeader("If-None-Match"), response, tag);
    }

    /**
     * The same when the request is gone.
     *
     * @param known the request's {@code If-None-Match}, null if it has none
     */
    public static boolean isKnown(String known, HttpServletResponse response, String tag) {
        response.setHeader("ETag", "W/\"" + tag + '"');
        if (known == null || !known.strip().equals("*") && !known.contains('"' + tag + '"')) {
            return false;
        }
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
    }
}
