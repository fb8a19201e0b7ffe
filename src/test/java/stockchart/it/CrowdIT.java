package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Attempt;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** What becomes of a client when there are too many, and of one that does not read. */
@ServerDependent
class CrowdIT extends OnLiveServer {
    /** Together more than the sockets of both sides hold. */
    private static final int FRAMES = 40;
    private static final int ROWS = 9_000;

    private final List<FrameRecorder> clients = new ArrayList<>();

    @AfterEach
    void leave() {
        clients.forEach(FrameRecorder::close);
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void clientOverTheLimitIsAnsweredWithARetryAfter() {
        war.awaitStatus("no client is connected", status -> status.getInt("browsers") == 0);
        for (int i = 0; i < BROWSERS; i++) {
            v1();
        }
        war.awaitStatus("all places are taken", status -> status.getInt("browsers") == BROWSERS);
        assertEquals(503, Attempt.at(war.prices()).status());
        clients.get(0).leave();
        war.awaitStatus("a place is free", status -> status.getInt("browsers") == BROWSERS - 1);
        assertEquals("status", v1().next().getString("type"));
    }

    @Test
    void clientThatDoesNotReadIsClosedAndDisturbsNoOther() {
        FrameRecorder reads = v1();
        FrameRecorder stalls = kept(FrameRecorder.unreading(war.prices()));
        reads.subscribe("STALL");
        reads.next("subscribed");
        stalls.subscribe("STALL");
        war.awaitStatus("both watch", status -> status.getJsonObject("symbols").getInt("STALL", 0) == 2);
        int last = 0;
        for (int frame = 1; frame <= FRAMES; frame++) {
            int first = last;
            last += ROWS;
            String[] rows = new String[ROWS];
            Arrays.setAll(rows, i -> row("STALL", first + i + 1, 1_700_000_000_000L + first + i, 1));
            FEED.trade(rows);
            int sent = last;
            reads.next("trade", trade -> trade.getInt("seq") == sent);
        }
        war.awaitStatus("the stalled client is gone", status -> status.getInt("browsers") == 1);
        assertEquals(1, war.status().getJsonObject("symbols").getInt("STALL"));
        FEED.trade(row("STALL", 1, 1_800_000_000_000L, 1));
        assertEquals(last + 1, reads.next("trade").getInt("seq"));
        stalls.read();
        assertEquals(1013, stalls.closeCode());
    }

    private FrameRecorder v1() {
        return kept(FrameRecorder.v1(war.prices()));
    }

    private FrameRecorder kept(FrameRecorder client) {
        clients.add(client);
        return client;
    }
}
