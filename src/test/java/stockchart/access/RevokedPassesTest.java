package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.access.AccessTokens.Pass;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;

class RevokedPassesTest {
    private final ManualClock clock = new ManualClock();
    @TempDir
    private Path folder;

    @Test
    void whatWasEndedStaysSoAfterARestart() {
        Pass ended = Pass.fresh(clock);
        restarted().add(ended);
        RevokedPasses later = restarted();
        assertTrue(later.contains(ended));
        assertFalse(later.contains(Pass.fresh(clock)));
        Pass another = Pass.fresh(clock);
        later.add(another);
        assertTrue(restarted().contains(ended) && restarted().contains(another));
    }

    @Test
    void expiredPassIsForgotten() throws IOException {
        RevokedPasses passes = restarted();
        passes.add(Pass.fresh(clock));
        clock.advance(Pass.LIFETIME);
        RevokedPasses later = restarted();
        Pass fresh = Pass.fresh(clock);
        later.add(fresh);
        assertTrue(later.contains(fresh));
        assertFalse(later.contains(new Pass(clock.instant().getEpochSecond() + 1, "0".repeat(32))));
    }

    @Test
    void manyCostNoMemoryOrDiskThatGrowsAndNoneComesBack() throws IOException {
        RevokedPasses passes = restarted();
        Pass first = Pass.fresh(clock);
        passes.add(first);
        for (int i = 0; i < RevokedPasses.MAX; i++) {
            clock.advance(Duration.ofSeconds(1));
            passes.add(Pass.fresh(clock));
        }
        Pass last = Pass.fresh(clock);
        clock.advance(Duration.ofSeconds(1));
        Pass good = Pass.fresh(clock);
        passes.add(last);
        for (RevokedPasses known : List.of(passes, restarted())) {
            assertTrue(known.contains(first) && known.contains(last));
            assertFalse(known.contains(good));
        }
        assertTrue(Files.readAllLines(folder.resolve("signed-out")).size() < RevokedPasses.MAX);
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void whatACrashHasLeftOfTheFileIsPassedOver() throws IOException {
        Pass ended = Pass.fresh(clock);
        restarted().add(ended);
        Files.writeString(folder.resolve("signed-out"), "99999999999999999999 x\n\n17", StandardOpenOption.APPEND);
        assertTrue(restarted().contains(ended));
    }

    @Test
    void passIsRevokedWithoutADiskToo() throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        RevokedPasses passes = new RevokedPasses(file, clock);
        Pass ended = Pass.fresh(clock);
        try (LogWatch log = new LogWatch()) {
            passes.load();
            passes.add(ended);
            log.verify();
        }
        assertTrue(passes.contains(ended));
    }

    private RevokedPasses restarted() {
        RevokedPasses passes = new RevokedPasses(folder, clock);
        passes.load();
        return passes;
    }
}
