package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a client has already. Weak tags (RFC 9110, 8.8.3): compressed or not, it is the same content. Stateless; any thread. */
public final class EntityTags {
    private EntityTags() {}

    /**
     * Names the content of an answer, and answers 304 to a client that has it.
     *
     * @param tag hexadecimal, so that it is no part of another
     * @return whether that was the answer
     */
    public static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String tag) {
        response.setHeader("ETag", "W/\"" + tag + '"');
        String known = request.getHeader("If-None-Match");
        if (known == null || !known.strip().equals("*") && !known.contains('"' + tag + '"')) {
            return false;
        }
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
    }
}
