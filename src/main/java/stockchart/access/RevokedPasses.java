package stockchart.access;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import stockchart.access.AccessTokens.Pass;

/**
 * The passes that were ended before they expired, by signing out: a copy of the cookie must give no access. Kept in a file too,
 * because a pass is valid over restarts; if the disk fails, this is logged, and passes stay ended until the next restart only.
 *
 * <p>Bounded: beyond {@value #MAX} the half that expires first is dropped, and every other pass that would expire by then ends as
 * well, so that none of them becomes valid again.
 *
 * <p>Any thread. Reading takes no lock; changes are <b>guarded</b> by its own monitor, and the file is written under it, for which
 * only a request that signs out waits.
 */
final class RevokedPasses {
    static final int MAX = 10_000;

    private static final Logger LOG = System.getLogger(RevokedPasses.class.getName());
    private static final String FILE = "signed-out";
    /** In place of the random part, in the line that holds the expiry up to which every pass is ended. */
    private static final String ALL = "*";

    private final Path file;
    private final Clock clock;
    /** Expiry by the random part. */
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    /** Every pass with this expiry or an earlier one is ended. */
    private volatile long allUntil;

    RevokedPasses(Path folder, Clock clock) {
        this.file = folder.toAbsolutePath().resolve(FILE);
        this.clock = clock;
    }

    /** Reads the passes that were ended before a restart. */
    synchronized void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (Stream<String> lines = Files.lines(file)) {
            // A line that a crash has cut off belongs to a sign-out that was never answered.
            lines.filter(line -> line.matches("\\d{1,18} (\\*|[0-9a-f]{32})")).map(line -> line.split(" "))
                    .forEach(parts -> keep(parts[1], Long.parseLong(parts[0])));
        } catch (IOException | RuntimeException unreadable) {
            LOG.log(Level.WARNING, "{0} cannot be read: passes that were ended before may be valid again: {1}", file,
                    unreadable.toString());
        }
        forgetExpired();
    }

    boolean contains(Pass pass) {
        return pass.expiry() <= allUntil || ended.containsKey(pass.id());
    }

    synchronized void add(Pass pass) {
        if (contains(pass)) {
            return;
        }
        keep(pass.id(), pass.expiry());
        forgetExpired();
        boolean isFull = ended.size() > MAX;
        if (isFull) {
            forgetHalf();
        }
        write(isFull, line(pass.expiry(), pass.id()));
    }

    private void keep(String id, long expiry) {
        if (id.equals(ALL)) {
            allUntil = Math.max(allUntil, expiry);
        } else {
            ended.put(id, expiry);
        }
    }

    private void forgetExpired() {
        long now = clock.instant().getEpochSecond();
        ended.values().removeIf(expiry -> expiry <= now || expiry <= allUntil);
    }

    private void forgetHalf() {
        List<Long> expiries = ended.values().stream().sorted().toList();
        allUntil = expiries.get(expiries.size() / 2);
        forgetExpired();
    }

    private void write(boolean isAnew, String line) {
        try {
            Files.createDirectories(file.getParent());
            if (isAnew) {
                Path fresh = file.resolveSibling(FILE + ".new");
                Files.write(fresh, Stream.concat(Stream.of(line(allUntil, ALL)),
                        ended.entrySet().stream().map(one -> line(one.getValue(), one.getKey()))).toList());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.write(file, List.of(line), CREATE, APPEND);
            }
        } catch (IOException unwritable) {
            LOG.log(Level.WARNING, "Ended passes cannot be kept in {0} over a restart: {1}", file, unwritable.toString());
        }
    }

    private static String line(long expiry, String id) {
        return expiry + " " + id;
    }
}
