package stockchart.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Where a person is sent after signing in, as an address relative to the application's own: so it leads to no other site, and
 * behind a proxy to the right place. Stateless; any thread.
 */
final class ReturnPath {
    /** A path that does not lead upwards, and a query; neither contains what ends a header. */
    private static final Pattern SAFE = Pattern.compile("((?!\\.\\.)[\\w./-])*(\\?[!-~]*)?");

    private ReturnPath() {}

    /** The path of this request. */
    static String of(HttpServletRequest request) {
        String query = request.getQueryString();
        return within(request).replaceFirst("^/", "") + (query == null ? "" : "?" + query);
    }

    /**
     * The address for a browser that has posted a form to a path without folders: relative to the application, whatever was
     * requested.
     */
    static String from(String wanted) {
        return "./" + (wanted != null && SAFE.matcher(wanted).matches() ? wanted : "");
    }

    /** The relative address from this request's path to the application, with a slash at the end. */
    static String toRoot(HttpServletRequest request) {
        long folders = within(request).chars().skip(1).filter(letter -> letter == '/').count();
        return folders == 0 ? "./" : "../".repeat((int) folders);
    }

    private static String within(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
