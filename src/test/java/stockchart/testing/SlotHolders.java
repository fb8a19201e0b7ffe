package stockchart.testing;

import java.util.ArrayList;
import java.util.List;

/** Programs that hold every slot of the feed, so that no other client gets one. Test thread only. */
public final class SlotHolders implements AutoCloseable {
    private final List<FrameRecorder> programs = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    /** All slots are held by these programs when this returns, and none by a symbol whose viewer has just left. */
    public SlotHolders(DeployedWar war, int slots, int symbolsPerClient) {
        for (int i = 0; i < slots; i++) {
            if (i % symbolsPerClient == 0) {
                programs.add(FrameRecorder.v1(war.prices()));
            }
            FrameRecorder program = programs.get(programs.size() - 1);
            program.subscribe("HELD" + i);
            program.next("subscribed");
            held.add("HELD" + i);
        }
        war.awaitStatus("carried: " + held, status -> status.getJsonObject("symbols").keySet().containsAll(held));
    }

    /** One slot is free when this returns. */
    public void giveOneBack() {
        programs.get(0).unsubscribe("HELD0");
        programs.get(0).next("unsubscribed");
    }

    @Override
    public void close() {
        programs.forEach(FrameRecorder::close);
    }
}
