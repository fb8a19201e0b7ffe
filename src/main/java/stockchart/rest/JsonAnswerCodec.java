package stockchart.rest;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import stockchart.text.WholeJsonCodec;

/** Reads an answer that is one JSON object, as most of Finnhub's are. Stateless; any thread. */
public final class JsonAnswerCodec {
    private JsonAnswerCodec() {}

    /**
     * The object that is the whole answer.
     *
     * @throws RestClient.BadAnswerException if it is anything else
     * @throws IOException if it cannot be read
     */
    public static JsonObject object(InputStream body) throws IOException {
        try {
            if (WholeJsonCodec.read(new InputStreamReader(body, StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (RuntimeException malformed) {
            throw malformed.getCause() instanceof IOException broken ? broken : new RestClient.BadAnswerException("not JSON");
        }
        throw new RestClient.BadAnswerException("not a JSON object");
    }
}
