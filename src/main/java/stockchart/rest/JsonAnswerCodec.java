package stockchart.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import stockchart.text.WholeJsonCodec;

/** Reads an answer that is one JSON value. Stateless; any thread. */
public final class JsonAnswerCodec {
    private JsonAnswerCodec() {}

    /**
     * The object that is the whole answer.
     *
     * @throws RestClient.BadAnswerException if it is anything else
     * @throws IOException if it cannot be read
     */
    public static JsonObject object(InputStream body) throws IOException {
        if (value(body) instanceof JsonObject object) {
            return object;
        }
        throw new RestClient.BadAnswerException("not a JSON object");
    }

    /**
     * The array that is the whole answer.
     *
     * @throws RestClient.BadAnswerException if it is anything else
     * @throws IOException if it cannot be read
     */
    public static JsonArray array(InputStream body) throws IOException {
        if (value(body) instanceof JsonArray array) {
            return array;
        }
        throw new RestClient.BadAnswerException("not a JSON array");
    }

    private static JsonValue value(InputStream body) throws IOException {
        try {
            return WholeJsonCodec.read(new InputStreamReader(body, StandardCharsets.UTF_8));
        } catch (RuntimeException malformed) {
            throw malformed.getCause() instanceof IOException broken ? broken : new RestClient.BadAnswerException("not JSON");
        }
    }
}
