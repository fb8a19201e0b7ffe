package stockchart.http;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the page, in memory: the build puts them where servers serve nothing themselves, so that a server's own treatment of
 * files, such as redirects to folders, does not apply. Immutable; any thread.
 */
final class PageFiles {
    private static final String FOLDER = "/WEB-INF/page";
    private static final String ATTRIBUTE = PageFiles.class.getName();
    private static final int TAG_BYTES = 12;

    private final Map<String, PageFile> files = new HashMap<>();

    /**
     * One file.
     *
     * @param type of its content
     * @param plain as it is
     * @param gzip compressed; the same as {@code plain} if compression saves little
     * @param tag differs for different content
     */
    record PageFile(String type, byte[] plain, byte[] gzip, String tag) {
        boolean isCompressible() {
            return gzip != plain;
        }
    }

    private PageFiles(ServletContext context) throws IOException {
        add(context, FOLDER + "/");
        files.put("/", files.get("/index.html"));
    }

    /** Those of the application; read once. */
    static PageFiles of(ServletContext context) {
        synchronized (context) {
            Object known = context.getAttribute(ATTRIBUTE);
            if (known instanceof PageFiles files) {
                return files;
            }
            try {
                PageFiles files = new PageFiles(context);
                context.setAttribute(ATTRIBUTE, files);
                return files;
            } catch (IOException unreadable) {
                throw new IllegalStateException("The WAR's page cannot be read", unreadable);
            }
        }
    }

    /** @param path below that of the application */
    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private void add(ServletContext context, String folder) throws IOException {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                add(context, path);
            } else {
                files.put(path.substring(FOLDER.length()), read(context, path));
            }
        }
    }

    private static PageFile read(ServletContext context, String path) throws IOException {
        try (InputStream in = context.getResourceAsStream(path)) {
            byte[] plain = in.readAllBytes();
            String type = type(path);
            byte[] gzip = Gzip.isWorth(type, plain.length) ? Gzip.compress(plain) : plain;
            return new PageFile(type, plain, gzip, tag(plain));
        }
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "json" -> "application/json";
            case "webmanifest" -> "application/manifest+json";
            case "txt" -> "text/plain;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "woff2" -> "font/woff2";
            default -> "application/octet-stream";
        };
    }

    private static String tag(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
