package stockchart.history.providers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import stockchart.settings.Settings;

/** The keys of all providers, as a number that is another one when any of them is. It does not reveal them. Pure functions. */
public final class ProviderKeys {
    private static final List<String> KEYS = List.of("FINNHUB_TOKEN", "STOCKCHART_ALPACA_KEY", "STOCKCHART_ALPACA_SECRET");

    private ProviderKeys() {}

    public static long number(Settings settings) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (String key : KEYS) {
                hash.update(settings.text(key, "").getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
            }
            return ByteBuffer.wrap(hash.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
