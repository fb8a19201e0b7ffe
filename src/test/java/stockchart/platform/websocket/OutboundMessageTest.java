package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.glassfish.tyrus.core.frame.TextFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundMessageTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void frameIsAHeadAndThePayload(int length) {
        String text = "x".repeat(length);
        ByteBuffer frame = ByteBuffer.wrap(new OutboundMessage(text).frame());
        assertEquals((byte) 0x81, frame.get(), "a whole text");
        int announced = frame.get();
        long encoded = announced == 126 ? Short.toUnsignedInt(frame.getShort()) : announced == 127 ? frame.getLong() : announced;
        assertEquals(length, encoded);
        assertEquals(text, StandardCharsets.UTF_8.decode(frame).toString());
        assertEquals(length < 126 ? 2 : length < 65_536 ? 4 : 10, new OutboundMessage(text).frame().length - length, "the shortest head");
    }

    @Test
    void lettersBeyondAsciiAreWrittenAsTyrusWritesThem() {
        String text = "{\"msg\":\"zürich €, 東京 😀\"}";
        byte[] frame = new OutboundMessage(text).frame();
        assertArrayEquals(new TextFrame(text, false, true).getPayloadData(), Arrays.copyOfRange(frame, 2, frame.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u007f\u0080", "\u07ff\u0800", "zürich €", "東京", "😀😀", "a😀b\uffffc"})
    void sizeIsThatOfThePayload(String text) {
        OutboundMessage message = new OutboundMessage(text);
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, message.size());
        assertEquals(message.size(), message.size());
    }

    @Test
    void frameIsBuiltOnce() {
        OutboundMessage text = new OutboundMessage("once");
        assertSame(text.frame(), text.frame());
    }
}
