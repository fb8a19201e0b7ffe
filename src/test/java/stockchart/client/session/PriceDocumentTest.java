package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.ErrorReply;
import stockchart.client.protocol.MessageCodec;
import stockchart.client.session.CommandExecutor.CommandLimit;
import stockchart.hub.AdaptiveThrottle;
import stockchart.settings.Settings;
import stockchart.testing.ApiDocument;

/** The document of the price socket, where the deployed WAR comes to it too seldom for a test, and its lists. */
class PriceDocumentTest {
    private final ApiDocument document = ApiDocument.asyncapiSource();

    @Test
    void theMinutelyPingIsAsDocumented() {
        document.checkNamed("Ping", MessageCodec.PING);
    }

    @Test
    void paceIsAsDocumented() {
        document.checkNamed("Pace", MessageCodec.pace(new AdaptiveThrottle.Status(true, 400)));
        document.checkNamed("Pace", MessageCodec.pace(new AdaptiveThrottle.Status(false, 100)));
    }

    @Test
    void fieldThatIsNotDocumentedIsFound() {
        assertThrows(AssertionError.class, () -> document.checkNamed("Ping", "{\"type\":\"ping\",\"more\":1}"));
        assertThrows(AssertionError.class, () -> document.checkNamed("Pace", "{\"busy\":true,\"type\":\"pace\"}"));
        String trade = "{\"data\":[{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}";
        document.checkNamed("PlainTrade", trade);
        assertThrows(AssertionError.class, () -> document.checkNamed("PlainTrade", trade.replace("\"v\"", "\"x\":1,\"v\"")));
        assertThrows(AssertionError.class, () -> document.checkNamed("PlainTrade", trade.replace("\"A\"", "\"A'\"")));
    }

    @Test
    void allErrorCodesAreDocumented() {
        Set<String> codes = StreamSupport.stream(document.at("/components/schemas/Error/properties/code/enum").spliterator(), false)
                .map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Arrays.stream(ErrorReply.Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)), codes);
    }

    @Test
    void allCloseCodesAreDocumented() {
        Set<String> codes = new TreeSet<>();
        document.at("/x-close-codes").fieldNames().forEachRemaining(codes::add);
        Set<String> ours = Arrays.stream(CloseReason.values()).map(closeReason -> String.valueOf(closeReason.code()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ours, codes);
    }

    @Test
    void limitsOfCommandsAreDocumented() {
        ClientSettings byDefault = ClientSettings.from(new Settings(key -> Optional.empty()));
        assertEquals(CommandLimit.BURST, document.at("/x-limits/commandsAtOnce").asInt());
        assertEquals(byDefault.commands(), document.at("/x-limits/commandsPerSecond").asInt());
    }
}
