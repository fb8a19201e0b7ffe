package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;

class RateLimitedLogTest {
    private final ManualClock clock = new ManualClock();
    private final Written written = new Written();
    private final RateLimitedLog log = new RateLimitedLog(written, Level.WARNING, clock::nanoTime);

    @Test
    void firstIsLoggedAtOnceAndTheRestIsCountedOnceAMinute() {
        log.log(() -> "broken {0}");
        log.log(() -> "broken again");
        clock.advance(Duration.ofSeconds(59));
        log.log(() -> "and again");
        assertEquals(List.of("broken {0}"), written.lines);
        clock.advance(Duration.ofSeconds(1));
        log.log(() -> "once more");
        assertEquals(List.of("broken {0}", "once more (and 2 times more since it was last logged)"), written.lines);
    }

    @Test
    void lineBreaksInForeignTextAreReplaced() {
        log.log(() -> "said \u202eabc\nERROR all is lost");
        assertEquals(List.of("said ?abc?ERROR all is lost"), written.lines);
    }

    @Test
    void rareMessageIsLoggedEachTime() {
        log.log(() -> "first");
        clock.advance(Duration.ofMinutes(1));
        log.log(() -> "second");
        assertEquals(List.of("first", "second"), written.lines);
    }

    @Test
    void suppressedMessagesAreNotBuilt() {
        log.log(() -> "first");
        log.log(() -> {
            throw new AssertionError("A suppressed message was built");
        });
        assertEquals(1, written.lines.size());
    }

    @Test
    void causeIsHandedOn() {
        Exception cause = new IllegalStateException("because");
        log.log(() -> "failed", cause);
        assertSame(cause, written.cause);
    }

    private static final class Written implements Logger {
        private final List<String> lines = new ArrayList<>();
        private Throwable cause;

        @Override
        public String getName() {
            return "written";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level == Level.WARNING;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            assertEquals(Level.WARNING, level);
            lines.add(text);
            cause = thrown;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            throw new AssertionError("The sentence is no format: a brace in it stays a brace");
        }
    }
}
