package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The compression of answers, done here and not by the server, so that it is the same on every server. Stateless; any thread. */
public final class Gzip {
    private static final Pattern ACCEPTED = Pattern.compile(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    private static final Pattern WORTH =
            Pattern.compile("(text/.*|application/(json|javascript|openmetrics-text)|image/svg\\+xml)(;.*)?");
    /** Below this the header of the answer outweighs the saving. */
    private static final int LEAST = 1_024;

    private Gzip() {}

    /** Returns whether the client accepts it. */
    public static boolean isAccepted(HttpServletRequest request) {
        return isAccepted(request.getHeader("Accept-Encoding"));
    }

    /** @param accepted the header's value, null if there is none */
    static boolean isAccepted(String accepted) {
        return accepted != null && ACCEPTED.matcher(accepted.toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns whether compressing saves much. @param type with or without a character set, null if it is unknown */
    public static boolean isWorth(String type, int length) {
        return type != null && length >= LEAST && WORTH.matcher(type).matches();
    }

    public static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }
}
