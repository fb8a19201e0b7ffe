package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.VanishingClient;

/** That messages are not compressed, so that none can be a bomb: few bytes that become many when they are read. */
@ServerDependent
class CompressionIT extends OnLiveServer {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    /** A whole text message, marked as compressed. */
    private static final int COMPRESSED_TEXT = 0xC1;
    private static final int BLANKS = 60_000;

    @Test
    void compressionIsNotAgreedTo() {
        try (VanishingClient client = new VanishingClient(war.prices(), OFFER)) {
            assertFalse(client.answer().toLowerCase(Locale.ROOT).contains("permessage-deflate"), client.answer());
        }
    }

    @Test
    void compressedMessageEndsTheConnection() {
        try (VanishingClient client = new VanishingClient(war.prices(), OFFER)) {
            client.send(COMPRESSED_TEXT, bomb());
            assertFalse(client.readToTheEnd().contains("BAD_MESSAGE"), "It was read");
        }
        war.awaitStatus("it is gone", status -> status.getInt("browsers") == 0);
    }

    /** Far over the limit of a message when inflated. */
    private static byte[] bomb() {
        byte[] blanks = new byte[BLANKS];
        Arrays.fill(blanks, (byte) ' ');
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(blanks);
        deflater.finish();
        byte[] small = new byte[125];
        int length = deflater.deflate(small);
        if (!deflater.finished()) {
            throw new AssertionError("The bomb is too big for one frame");
        }
        return Arrays.copyOf(small, length);
    }
}
