package stockchart.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class SharedFetchesTest {
    private static final long MOST = 10;

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> fetched = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final LogWatch log = new LogWatch();
    private final SharedFetches<String, String> fetches = new SharedFetches<>(this::fetch,
            new SharedFetches.Keeping<>((key, value) -> Duration.ofSeconds(10), String::length, MOST), clock, executor);

    @AfterEach
    void stopWatching() {
        log.close();
    }

    @Test
    void oneFetchServesAllWhoWaitAndAllWhoComeSoon() {
        get("a");
        get("a");
        assertEquals(List.of(), answers);
        executor.runAll();
        get("a");
        assertEquals(List.of("a=A", "a=A", "a=A"), answers);
        assertEquals(List.of("a"), fetched);
    }

    @Test
    void whatIsTooOldIsFetchedAgain() {
        get("a");
        executor.runAll();
        clock.advance(Duration.ofSeconds(10));
        get("a");
        executor.runAll();
        assertEquals(List.of("a", "a"), fetched);
    }

    @Test
    void failuresReachAllWhoWaitAndAreNotKept() {
        get("bad");
        get("bad");
        executor.runAll();
        assertEquals(List.of("bad:no", "bad:no"), answers);
        get("bad");
        executor.runAll();
        assertEquals(List.of("bad", "bad"), fetched);
    }

    @Test
    void mistakesReachAllWhoWaitAndTheNextIsFetched() {
        get("wrong");
        get("a");
        executor.runAll();
        assertEquals(List.of("wrong:The request has failed", "a=A"), answers);
        assertEquals(1, log.count("A request to the data source failed"));
    }

    @Test
    void receiverThatThrowsTakesNothingFromOthers() {
        fetches.get("a", new SharedFetches.Receiver<>() {
            @Override
            public void fetched(String value) {
                throw new IllegalStateException("not taken, as the test wants");
            }

            @Override
            public void failed(IOException why) {
                throw new AssertionError(why);
            }
        });
        get("a");
        executor.runAll();
        assertEquals(List.of("a=A"), answers);
    }

    @Test
    void leastRecentlyUsedIsDroppedWhenThereIsTooMuch() {
        get("aaa");
        get("bbb");
        executor.runAll();
        get("aaa");
        get("ccc");
        executor.runAll();
        get("aaa");
        get("bbb");
        executor.runAll();
        assertEquals(List.of("aaa", "bbb", "ccc", "bbb"), fetched);
    }

    @Test
    void whatIsTooHeavyIsNotKept() {
        get("much more than ten");
        executor.runAll();
        get("much more than ten");
        executor.runAll();
        assertEquals(2, fetched.size());
    }

    @Test
    void onlySoManyMayWait() {
        for (int i = 0; i <= SharedFetches.MAX_RECEIVERS; i++) {
            get("a");
        }
        assertEquals(List.of("a:Too many requests are waiting"), answers);
        executor.runAll();
        assertEquals(1 + SharedFetches.MAX_RECEIVERS, answers.size());
        get("b");
        executor.runAll();
        assertEquals("b=B", answers.get(answers.size() - 1));
    }

    @Test
    void requestsGoOnWhenThereIsAThreadAgain() {
        executor.rejecting = true;
        get("a");
        executor.rejecting = false;
        get("b");
        executor.runAll();
        assertTrue(answers.containsAll(List.of("a=A", "b=B")), answers::toString);
    }

    private String fetch(String key) throws IOException {
        fetched.add(key);
        if (key.equals("bad")) {
            throw new IOException("no");
        }
        if (key.equals("wrong")) {
            throw new IllegalStateException("as the test wants");
        }
        return key.toUpperCase();
    }

    private void get(String key) {
        fetches.get(key, new SharedFetches.Receiver<>() {
            @Override
            public void fetched(String value) {
                answers.add(key + "=" + value);
            }

            @Override
            public void failed(IOException why) {
                answers.add(key + ":" + why.getMessage());
            }
        });
    }
}
