package stockchart.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualExecutor;

class SerialLaneTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final SerialLane lane = new SerialLane(executor);
    private final List<String> done = new ArrayList<>();

    @Test
    void tasksRunInOrderOneAtATime() {
        lane.execute(() -> {
            lane.execute(() -> done.add("third"));
            done.add("first");
        });
        lane.execute(() -> done.add("second"));
        assertEquals(1, executor.waiting());
        executor.runAll();
        assertEquals(List.of("first", "second", "third"), done);
    }

    @Test
    void failingTaskDoesNotStopTheNext() {
        lane.execute(() -> {
            throw new IllegalStateException("as the test wants");
        });
        lane.execute(() -> done.add("next"));
        executor.runAll();
        assertEquals(List.of("next"), done);
    }

    @Test
    void tasksWaitUntilThereIsAThread() {
        executor.rejecting = true;
        lane.execute(() -> done.add("first"));
        lane.execute(() -> done.add("second"));
        executor.rejecting = false;
        executor.runAll();
        assertEquals(List.of(), done);
        lane.resume();
        lane.resume();
        assertEquals(1, executor.waiting());
        executor.runAll();
        assertEquals(List.of("first", "second"), done);
    }
}
