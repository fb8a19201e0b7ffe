package stockchart.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static stockchart.testing.ClientFrames.BINARY;
import static stockchart.testing.ClientFrames.CONTINUATION;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.PONG;
import static stockchart.testing.ClientFrames.TEXT;
import static stockchart.testing.ClientFrames.concat;
import static stockchart.testing.ClientFrames.frame;
import static stockchart.testing.ClientFrames.head;
import static stockchart.testing.ClientFrames.times;
import static stockchart.testing.ClientFrames.unmasked;

/** What a client may not send, and the close code for it. */
public enum FrameAttack {
    UNMASKED_COMMAND(1002, unmasked(FIN | TEXT, command())),
    UNMASKED_PING(1002, unmasked(FIN | PING)),
    RESERVED_BIT(1002, frame(FIN | 0x20 | TEXT, command())),
    RESERVED_KIND(1002, frame(FIN | 0x3)),
    RESERVED_CONTROL_KIND(1002, frame(FIN | 0xb)),
    PING_IN_FRAGMENTS(1002, frame(PING)),
    PING_TOO_LONG(1002, frame(FIN | PING, new byte[126])),
    CONTINUATION_OF_NOTHING(1002, frame(FIN | CONTINUATION, command())),
    MESSAGE_WITHIN_A_MESSAGE(1002, concat(frame(TEXT, command()), frame(FIN | TEXT, command()))),
    LENGTH_IN_MORE_BYTES_THAN_NEEDED(1002, concat(head(FIN | TEXT, 2, command().length), command())),
    NEGATIVE_LENGTH(1002, head(FIN | BINARY, 8, Long.MIN_VALUE)),
    GREATEST_LENGTH_BEHIND_A_FRAGMENT(1009, concat(frame(BINARY, new byte[4_000]), head(CONTINUATION, 8, Long.MAX_VALUE))),
    GIGABYTE_ANNOUNCED(1009, head(FIN | TEXT, 1L << 30)),
    ONE_BYTE_TOO_MANY(1009, frame(FIN | BINARY, new byte[4_097])),
    FRAGMENTS_WITHOUT_END(1009, concat(frame(BINARY), times(100, frame(CONTINUATION, new byte[1_000])))),
    EMPTY_FRAGMENTS(1008, concat(frame(TEXT), times(10_000, frame(CONTINUATION)))),
    TINY_FRAGMENTS(1008, concat(frame(TEXT), times(1_000, frame(CONTINUATION, (byte) ' ')))),
    PINGS(1008, times(10_000, frame(FIN | PING, new byte[125]))),
    PONGS(1008, times(10_000, frame(FIN | PONG, new byte[125]))),
    PINGS_WITHIN_A_MESSAGE(1008, concat(frame(TEXT, command()), times(1_000, frame(FIN | PING)))),
    HEAD_WITHOUT_END(1008, new byte[] {(byte) (FIN | TEXT)}),
    PAYLOAD_WITHOUT_END(1008, concat(head(FIN | TEXT, 100), command())),
    MESSAGE_WITHOUT_END(1008, concat(frame(TEXT, command()), frame(FIN | PING)));

    private final int code;
    private final byte[] bytes;

    FrameAttack(int code, byte[] bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The close code of an answer that is right. */
    public int code() {
        return code;
    }

    /** What goes over the line. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Carried out, it would subscribe to a symbol. */
    private static byte[] command() {
        return "{\"type\":\"subscribe\",\"symbol\":\"ATTACK\"}".getBytes(US_ASCII);
    }
}
