package stockchart.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;
import stockchart.testing.RecordingSender;

class SendLoopTest {
    private final RecordingSender outlet = new RecordingSender();
    private final Queue<String> texts = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final SendLoop loop = new SendLoop(outlet, () -> Optional.ofNullable(texts.poll()).map(OutgoingText::new), failures::add, clock::nanoTime);

    @Test
    void everythingNewIsSentInOrder() {
        texts.addAll(List.of("a", "b", "c"));
        loop.pump();
        assertEquals(List.of("a", "b", "c"), outlet.sent);
    }

    @Test
    void onlyOneSendIsInFlight() {
        outlet.stalled = true;
        texts.addAll(List.of("a", "b"));
        loop.pump();
        loop.pump();
        assertEquals(List.of("a"), outlet.sent);
        outlet.complete();
        assertEquals(List.of("a", "b"), outlet.sent);
    }

    @Test
    void signalDuringASendIsNotLost() {
        outlet.stalled = true;
        texts.add("a");
        loop.pump();
        texts.add("b");
        loop.pump();
        outlet.complete();
        assertEquals(List.of("a", "b"), outlet.sent);
        outlet.complete();
        texts.add("c");
        loop.pump();
        assertEquals(List.of("a", "b", "c"), outlet.sent);
    }

    @Test
    void sendsCompletedAtOnceDoNotRecurse() {
        IntStream.range(0, 100_000).forEach(i -> texts.add("x"));
        loop.pump();
        assertEquals(100_000, outlet.sent.size());
    }

    @Test
    void sendsCompletedLaterDoNotRecurse() {
        IntStream.range(0, 100_000).forEach(i -> texts.add("x"));
        outlet.stalled = true;
        loop.pump();
        outlet.stalled = false;
        outlet.complete();
        assertEquals(100_000, outlet.sent.size());
    }

    @Test
    void failedSendEndsTheLoop() {
        outlet.stalled = true;
        texts.addAll(List.of("a", "b"));
        loop.pump();
        IOException broken = new IOException("gone");
        outlet.fail(broken);
        loop.pump();
        assertEquals(List.of("a"), outlet.sent);
        assertEquals(List.of(broken), failures);
    }

    @Test
    void stoppedLoopSendsNothing() {
        loop.stop();
        texts.add("a");
        loop.pump();
        assertTrue(outlet.sent.isEmpty());
    }

    @Test
    void meterIsToldOfEachSendAndHowItEnded() {
        List<String> told = new ArrayList<>();
        outlet.meter = new SendMeter() {
            @Override
            public void started(OutgoingText text, long now) {
                told.add(text + " at " + (now == clock.nanoTime()));
            }

            @Override
            public void ended(long since, boolean atOnce) {
                told.add("ended " + atOnce + " after " + (clock.nanoTime() - since));
            }
        };
        SendLoop metered = new SendLoop(outlet, () -> Optional.ofNullable(texts.poll()).map(OutgoingText::new), failures::add,
                clock::nanoTime);
        texts.addAll(List.of("a", "b", "c"));
        outlet.stalled = true;
        metered.pump();
        clock.advance(Duration.ofNanos(7));
        outlet.stalled = false;
        outlet.complete();
        assertEquals(List.of("a at true", "ended false after 7", "b at true", "ended true after 0", "c at true",
                "ended true after 0"), told);
        told.clear();
        outlet.stalled = true;
        texts.add("d");
        metered.pump();
        outlet.fail(new IOException("gone"));
        assertEquals(List.of("d at true"), told);
    }

    @Test
    void sendUnderWayKnowsItsAge() {
        outlet.stalled = true;
        assertEquals(0, loop.sendingFor(clock.nanoTime()));
        texts.add("a");
        loop.pump();
        clock.advance(Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(3).toNanos(), loop.sendingFor(clock.nanoTime()));
        outlet.complete();
        assertEquals(0, loop.sendingFor(clock.nanoTime()));
    }
}
