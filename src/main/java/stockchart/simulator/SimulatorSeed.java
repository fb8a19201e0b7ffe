package stockchart.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stockchart.text.VisibleText;

/**
 * The seed of the simulated prices, kept in a file from the first start, so that prices recorded before a restart agree with those
 * after it. The file names the version of the walk too: one of another version is replaced, because the same seed would give other
 * prices. If the disk fails, that is logged, and the prices of the next start are others. Confined to the start.
 */
final class SimulatorSeed {
    /** Increased with every change of the code that changes prices, for example of {@link RandomWalk} or {@link TradeStream}. */
    static final int WALK = 2;

    private static final Logger LOG = System.getLogger(SimulatorSeed.class.getName());
    private static final String FILE = "seed";
    private static final Pattern TEXT = Pattern.compile("walk ([0-9]{1,9}) seed ([0-9]{1,10})");
    private static final int MAX_BYTES = 100;

    private final Path file;
    private final Clock clock;

    /** @param clock gives the first seed */
    SimulatorSeed(Path folder, Clock clock) {
        this.file = folder.toAbsolutePath().resolve(FILE);
        this.clock = clock;
    }

    /** The kept seed, from 0; at the first start a new one, which is kept if the disk allows it. */
    int get() {
        int fresh = (int) Math.floorMod(clock.millis(), Integer.MAX_VALUE + 1L);
        if (!Files.exists(file)) {
            write(fresh);
            return fresh;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parsed(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip(), fresh);
        } catch (IOException unreadable) {
            // Not replaced: it may be readable at the next start.
            LOG.log(Level.WARNING, "{0} cannot be read, so the simulated prices are not those of earlier starts: {1}", file,
                    unreadable.toString());
            return fresh;
        }
    }

    /** Identifies the prices that a seed gives. */
    static String text(int seed) {
        return "walk " + WALK + " seed " + seed;
    }

    private int parsed(String text, int fresh) {
        Matcher matcher = TEXT.matcher(text);
        boolean isSeed = matcher.matches() && Long.parseLong(matcher.group(2)) <= Integer.MAX_VALUE;
        if (isSeed && Integer.parseInt(matcher.group(1)) == WALK) {
            return Integer.parseInt(matcher.group(2));
        }
        LOG.log(isSeed ? Level.INFO : Level.WARNING, "{0} is replaced, so the simulated prices are not those of earlier starts: {1}",
                file, isSeed ? "this version computes other prices" : "it holds \"" + VisibleText.of(text) + "\"");
        write(fresh);
        return fresh;
    }

    private void write(int seed) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(FILE + ".new");
            Files.writeString(fresh, text(seed) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            LOG.log(Level.WARNING, "The seed of the simulated prices is not kept in {0}, the next start will have other prices: {1}",
                    file, unwritable.toString());
        }
    }
}
