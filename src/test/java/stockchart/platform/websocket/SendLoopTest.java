package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.platform.websocket.SendLoop.TextSender;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.RecordingSender;

class SendLoopTest {
    private final RecordingSender connection = new RecordingSender();
    private final Queue<String> texts = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final SendLoop loop = new SendLoop(connection, () -> Optional.ofNullable(texts.poll()).map(OutboundMessage::new), failures::add, clock::nanoTime);

    @Test
    void everythingNewIsSentInOrder() {
        texts.addAll(List.of("a", "b", "c"));
        loop.pump();
        assertEquals(List.of("a", "b", "c"), connection.sent);
    }

    @Test
    void onlyOneSendIsInFlight() {
        connection.stalled = true;
        texts.addAll(List.of("a", "b"));
        loop.pump();
        loop.pump();
        assertEquals(List.of("a"), connection.sent);
        connection.complete();
        assertEquals(List.of("a", "b"), connection.sent);
    }

    @Test
    void signalDuringASendIsNotLost() {
        connection.stalled = true;
        texts.add("a");
        loop.pump();
        texts.add("b");
        loop.pump();
        connection.complete();
        assertEquals(List.of("a", "b"), connection.sent);
        connection.complete();
        texts.add("c");
        loop.pump();
        assertEquals(List.of("a", "b", "c"), connection.sent);
    }

    @Test
    void sendsCompletedAtOnceDoNotRecurse() {
        IntStream.range(0, 100_000).forEach(i -> texts.add("x"));
        loop.pump();
        assertEquals(100_000, connection.sent.size());
    }

    @Test
    void sendsCompletedLaterDoNotRecurse() {
        IntStream.range(0, 100_000).forEach(i -> texts.add("x"));
        connection.stalled = true;
        loop.pump();
        connection.stalled = false;
        connection.complete();
        assertEquals(100_000, connection.sent.size());
    }

    @Test
    void failedSendEndsTheLoop() {
        connection.stalled = true;
        texts.addAll(List.of("a", "b"));
        loop.pump();
        IOException broken = new IOException("gone");
        connection.fail(broken);
        loop.pump();
        assertEquals(List.of("a"), connection.sent);
        assertEquals(List.of(broken), failures);
    }

    @Test
    void stoppedLoopSendsNothing() {
        loop.stop();
        texts.add("a");
        loop.pump();
        assertTrue(connection.sent.isEmpty());
    }

    @Test
    void meterIsCalledForEachSendAndItsEnd() {
        List<String> calls = new ArrayList<>();
        connection.meter = new SendMeter() {
            @Override
            public void started(OutboundMessage text, long now) {
                calls.add(text + " at " + (now == clock.nanoTime()));
            }

            @Override
            public void ended(long since, boolean atOnce) {
                calls.add("ended " + atOnce + " after " + (clock.nanoTime() - since));
            }
        };
        SendLoop metered = new SendLoop(connection, () -> Optional.ofNullable(texts.poll()).map(OutboundMessage::new), failures::add,
                clock::nanoTime);
        texts.addAll(List.of("a", "b", "c"));
        connection.stalled = true;
        metered.pump();
        clock.advance(Duration.ofNanos(7));
        connection.stalled = false;
        connection.complete();
        assertEquals(List.of("a at true", "ended false after 7", "b at true", "ended true after 0", "c at true",
                "ended true after 0"), calls);
        calls.clear();
        connection.stalled = true;
        texts.add("d");
        metered.pump();
        connection.fail(new IOException("gone"));
        assertEquals(List.of("d at true"), calls);
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void whatGivesTextsMayThrowWhateverItIs(Class<? extends Throwable> kind) {
        SendLoop broken = new SendLoop(connection, () -> {
            throw RecordingSender.raise(kind);
        }, failures::add, clock::nanoTime);
        broken.pump();
        broken.pump();
        assertEquals(1, failures.size(), "the connection is closed once");
        assertSame(kind, failures.get(0).getClass());
        assertEquals(0, broken.sendingFor(clock.nanoTime()));
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void whatSendsMayThrowWhateverItIs(Class<? extends Throwable> kind) {
        connection.thrown = kind;
        texts.addAll(List.of("a", "b"));
        loop.pump();
        loop.pump();
        assertEquals(1, failures.size());
        assertSame(kind, failures.get(0).getClass());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(0, loop.sendingFor(clock.nanoTime()));
    }

    @Test
    void whatThrowsAfterItHasSentIsTakenForAFailure() {
        SendLoop twisted = new SendLoop((text, done) -> {
            done.accept(Optional.empty());
            throw new NoClassDefFoundError("as the test wants");
        }, () -> Optional.of(new OutboundMessage("x")), failures::add, clock::nanoTime);
        twisted.pump();
        assertEquals(1, failures.size());
    }

    @Test
    void repeatedCompletionCountsOnce() {
        List<Consumer<Optional<Throwable>>> ends = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        SendLoop twice = new SendLoop(new TextSender() {
            @Override
            public void send(String text, Consumer<Optional<Throwable>> done) {
                sent.add(text);
                ends.add(done);
            }
        }, () -> Optional.ofNullable(texts.poll()).map(OutboundMessage::new), failures::add, clock::nanoTime);
        texts.add("a");
        twice.pump();
        ends.get(0).accept(Optional.empty());
        ends.get(0).accept(Optional.empty());
        texts.add("b");
        twice.pump();
        assertEquals(List.of("a", "b"), sent);
        ends.get(1).accept(Optional.of(new IOException("gone")));
        ends.get(1).accept(Optional.of(new IOException("gone")));
        assertEquals(1, failures.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCountsMayThrowWhateverItIs(boolean atStart) {
        connection.meter = new SendMeter() {
            @Override
            public void started(OutboundMessage text, long now) {
                if (atStart) {
                    throw new StackOverflowError("as the test wants");
                }
            }

            @Override
            public void ended(long since, boolean atOnce) {
                throw new StackOverflowError("as the test wants");
            }
        };
        SendLoop metered = new SendLoop(connection, () -> Optional.ofNullable(texts.poll()).map(OutboundMessage::new), failures::add,
                clock::nanoTime);
        texts.addAll(List.of("a", "b"));
        metered.pump();
        assertEquals(1, failures.size());
        assertEquals(0, metered.sendingFor(clock.nanoTime()));
        assertEquals(atStart ? List.of() : List.of("a"), connection.sent);
    }

    @Test
    void neitherTheSignallerNorTheServerGetsAnException() {
        SendLoop hopeless = new SendLoop(connection, () -> Optional.ofNullable(texts.poll()).map(OutboundMessage::new), failure -> {
            throw new NoClassDefFoundError("as the test wants");
        }, clock::nanoTime);
        try (LogWatch log = new LogWatch()) {
            connection.stalled = true;
            texts.add("a");
            hopeless.pump();
            connection.fail(new IOException("gone"));
            hopeless.pump();
            assertThrows(AssertionError.class, log::verify);
        }
    }

    @Test
    void sendUnderWayKnowsItsAge() {
        connection.stalled = true;
        assertEquals(0, loop.sendingFor(clock.nanoTime()));
        texts.add("a");
        loop.pump();
        clock.advance(Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(3).toNanos(), loop.sendingFor(clock.nanoTime()));
        connection.complete();
        assertEquals(0, loop.sendingFor(clock.nanoTime()));
    }
}
