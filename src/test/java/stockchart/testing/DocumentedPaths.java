package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/**
 * Requests paths of the deployed WAR, compares each answer with the document of the paths, and records which there were. Test
 * thread.
 */
public final class DocumentedPaths {
    private static final String JSON = "application/json";

    private final ApiDocument document;
    private final DeployedWar war;
    private final Set<String> seen = new TreeSet<>();

    public DocumentedPaths(ApiDocument document, DeployedWar war) {
        this.document = document;
        this.war = war;
    }

    /** All answers the document names, as {@code get /api/status 200}. */
    public Set<String> documented() {
        Set<String> all = new TreeSet<>();
        document.at("/paths").properties().forEach(path -> path.getValue().properties().forEach(method ->
                method.getValue().get("responses").fieldNames().forEachRemaining(
                        status -> all.add(method.getKey() + " " + path.getKey() + " " + status))));
        return all;
    }

    /** Those that there were, in the same form. */
    public Set<String> seen() {
        return seen;
    }

    /** The answer to a GET, which is as documented. A query may follow the path. */
    public HttpResponse<String> get(String pathAndQuery, String... headers) {
        HttpResponse<String> answer = war.get(pathAndQuery.substring(1), headers);
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        String pointer = document.where("/paths/" + path.replace("/", "~1") + "/get/responses/" + answer.statusCode());
        JsonNode response = document.at(pointer);
        assertFalse(response.isMissingNode(), "No documented answer: " + path + " " + answer.statusCode() + " " + answer.body());
        checkHeaders(response, answer, path);
        checkBody(pointer, response, answer, path);
        seen.add("get " + path + " " + answer.statusCode());
        return answer;
    }

    private static void checkHeaders(JsonNode response, HttpResponse<String> answer, String path) {
        response.path("headers").fieldNames().forEachRemaining(name -> assertTrue(answer.headers().firstValue(name).isPresent(),
                path + " " + answer.statusCode() + " lacks " + name));
        assertTrue(answer.headers().firstValue("Retry-After").isEmpty() || response.path("headers").has("Retry-After"),
                path + " " + answer.statusCode() + " has a Retry-After that is not documented");
    }

    private void checkBody(String pointer, JsonNode response, HttpResponse<String> answer, String path) {
        if (!response.has("content")) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertTrue(response.get("content").has(type), path + " " + answer.statusCode() + " is of the type \"" + type + '"');
        if (type.equals(JSON)) {
            document.check(pointer + "/content/application~1json/schema", answer.body());
        }
    }
}
