package stockchart.testing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A client of the price socket that holds whatever it sends and gets against the document of the socket, and remembers which messages,
 * and which of their fields, there were. One test thread.
 */
public final class DocumentedClient implements AutoCloseable {
    private final ApiDocument document;
    private final String dialect;
    private final Set<String> seen;
    private final FrameRecorder client;

    /**
     * Connects.
     *
     * @param dialect {@code plain} or {@code v1}, as the document calls its channels
     * @param seen what has been sent and got is added here, as {@link #documented} writes it
     */
    public DocumentedClient(ApiDocument document, String dialect, URI address, Set<String> seen) {
        this.document = document;
        this.dialect = dialect;
        this.seen = seen;
        this.client = dialect.equals("v1") ? FrameRecorder.v1(address) : FrameRecorder.plain(address);
    }

    /** All messages of a dialect, as {@code send trade}, and their fields, as {@code send trade seq}; "send" is what the server does. */
    public static Set<String> documented(ApiDocument document, String dialect) {
        Set<String> all = new TreeSet<>();
        for (String operation : new String[] {dialect + "Commands", dialect + "News"}) {
            String action = document.at("/operations/" + operation + "/action").asText();
            for (JsonNode reference : document.at("/operations/" + operation + "/messages")) {
                String pointer = reference.get("$ref").asText().substring(1);
                String type = pointer.substring(pointer.lastIndexOf('/') + 1);
                all.add(action + " " + type);
                document.at(document.at(pointer).at("/payload/$ref").asText().substring(1)).get("properties").fieldNames()
                        .forEachRemaining(field -> all.add(action + " " + type + " " + field));
            }
        }
        return all;
    }

    /** Sends a command that the document knows. */
    public void send(String command) {
        check("receive", Json.createReader(new StringReader(command)).readObject());
        client.send(command);
    }

    /** Subscribes, and nothing more. */
    public void subscribe(String symbol) {
        send("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}");
    }

    /** The client itself, for what the document does not know. */
    public FrameRecorder undocumented() {
        return client;
    }

    /** The next message of this type; it and all before it are as documented. */
    public JsonObject next(String type) {
        return next(type, message -> true);
    }

    /** As {@link #next(String)}, the next one that is as wanted. */
    public JsonObject next(String type, Predicate<JsonObject> wanted) {
        while (true) {
            JsonObject message = client.next();
            check("send", message);
            if (message.getString("type").equals(type) && wanted.test(message)) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void check(String action, JsonObject message) {
        String type = message.getString("type");
        if (!documented(document, dialect).contains(action + " " + type)) {
            throw new AssertionError("No documented message of " + dialect + ": " + action + " " + message);
        }
        JsonNode payload = document.at("/channels/" + dialect + "/messages/" + type).at("/payload/$ref");
        document.check(payload.asText().substring(1), message.toString());
        seen.add(action + " " + type);
        message.keySet().forEach(field -> seen.add(action + " " + type + " " + field));
    }
}
