package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StripedCountersTest {
    private final StripedCounters tally = new StripedCounters(2);

    @Test
    void countsOfAllThreadsAreAddedUpAndStayWhenTheyEnd() throws InterruptedException {
        CountDownLatch counted = new CountDownLatch(4);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 10_000; j++) {
                    StripedCounters.add(tally.mine(), 0, 1);
                    StripedCounters.add(tally.mine(), 1, 3);
                }
                counted.countDown();
                await(end);
            });
            threads.add(thread);
            thread.start();
        }
        counted.await();
        assertArrayEquals(new long[] {40_000, 120_000}, tally.sums());
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        StripedCounters.add(tally.mine(), 0, 2);
        assertEquals(1, tally.rows());
        assertArrayEquals(new long[] {40_002, 120_000}, tally.sums());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
