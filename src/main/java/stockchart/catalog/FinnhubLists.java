package stockchart.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import stockchart.settings.FinnhubAccess;

/** Finnhub's REST lists, or the simulator's. Immutable; any thread that may block. */
final class FinnhubLists implements CatalogSource {
    /** Finnhub's slow days are counted in minutes; nobody waits for this answer, the next attempt does better. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final FinnhubAccess access;

    FinnhubLists(FinnhubAccess access) {
        this.access = access;
    }

    @Override
    public List<CatalogEntry> fetch(CatalogList list) throws IOException {
        URI address = URI.create(access.restAddress() + "/" + list.kind().word() + "/symbol?exchange="
                + URLEncoder.encode(list.exchange(), StandardCharsets.UTF_8));
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        // Followed, a redirection would carry the key to wherever it leads.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("X-Finnhub-Token", access.tokenForRequest());
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP " + status);
            }
            try (InputStream body = body(connection)) {
                return CatalogCodec.parse(body, list.kind());
            }
        } finally {
            connection.disconnect();
        }
    }

    private static InputStream body(HttpURLConnection connection) throws IOException {
        InputStream raw = connection.getInputStream();
        return "gzip".equalsIgnoreCase(connection.getContentEncoding()) ? new GZIPInputStream(raw) : raw;
    }
}
