package stockchart.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A document of one of the product's interfaces, and whether JSON conforms to it. Immutable. */
public final class ApiDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCHEMAS = "/components/schemas";

    private final JsonNode root;
    private final JsonSchemaFactory schemas;

    private ApiDocument(String json, VersionFlag version) {
        this.root = parsed(json);
        this.schemas = JsonSchemaFactory.getInstance(version);
    }

    /** That of the price socket, whose schemas are of draft 7. */
    public static ApiDocument asyncapi(String json) {
        return new ApiDocument(json, VersionFlag.V7);
    }

    /** That of the paths, whose schemas are of 2020-12. */
    public static ApiDocument openapi(String json) {
        return new ApiDocument(json, VersionFlag.V202012);
    }

    /** The document of the price socket as it lies among the sources. */
    public static ApiDocument asyncapiSource() {
        return asyncapi(source("asyncapi.json"));
    }

    /** The document of the paths as it lies among the sources. */
    public static ApiDocument openapiSource() {
        return openapi(source("openapi.json"));
    }

    private static String source(String name) {
        try {
            return Files.readString(Path.of("src/main/webapp/api", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What stands at a JSON pointer, references followed; the missing node if there is nothing. */
    public JsonNode at(String pointer) {
        return root.at(where(pointer));
    }

    /** The pointer to what is meant there, references followed. */
    public String where(String pointer) {
        JsonNode node = root.at(pointer);
        return node.has("$ref") ? where(node.get("$ref").asText().substring(1)) : pointer;
    }

    /** Fails if a text is not JSON that conforms to the schema at a JSON pointer. */
    public void check(String pointer, String json) {
        if (root.at(pointer).isMissingNode()) {
            throw new AssertionError("The document has no " + pointer + " for " + json);
        }
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$ref", "#" + pointer);
        // The whole document, so that references find what they name.
        schema.setAll((ObjectNode) root.deepCopy());
        Set<ValidationMessage> wrong = schemas.getSchema(schema).validate(parsed(json));
        if (!wrong.isEmpty()) {
            throw new AssertionError("Not as documented in " + pointer + ": " + wrong + " in " + json);
        }
    }

    /** As {@link #check}, with a schema that has a name of its own. */
    public void checkNamed(String schema, String json) {
        check(SCHEMAS + "/" + schema, json);
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("Not JSON: " + json, malformed);
        }
    }
}
