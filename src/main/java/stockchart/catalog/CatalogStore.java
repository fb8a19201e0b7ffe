package stockchart.catalog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.text.VisibleText;

/**
 * Keeps lists in a folder, one file each, so that a restart or an outage does not empty the search box. Failures of the disk are
 * logged and have no other effect. Confined to the thread that refreshes.
 */
final class CatalogStore {
    private static final Logger LOG = System.getLogger(CatalogStore.class.getName());

    private static final String UNFINISHED = ".new";

    private final Path folder;

    CatalogStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Removes files that a killed process has left half written. */
    void tidy() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException held) {
            LOG.log(Level.WARNING, "Unfinished files are left in {0}: {1}", folder, held.toString());
        }
    }

    /** The list as it was kept; empty if it was not. */
    List<CatalogEntry> load(CatalogList list) {
        Path file = file(list);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CatalogCodec.parse(in, list.kind()).entries();
        } catch (IOException | RuntimeException | Error unreadable) {
            // An Error too, such as for lack of memory: the list is fetched instead.
            LOG.log(Level.WARNING, "{0} cannot be read and is not used: {1}", file, VisibleText.of(unreadable.toString()));
            return List.of();
        }
    }

    /** Replaces the kept list; a crash leaves either the old or the new one. */
    void save(CatalogList list, List<CatalogEntry> entries) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, list.fileName(), UNFINISHED);
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                    CatalogCodec.write(entries, out);
                }
                Files.move(fresh, file(list), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            LOG.log(Level.WARNING, "The {0} are not kept in {1}, a restart will fetch them again: {2}", list, folder,
                    unwritable.toString());
        }
    }

    private Path file(CatalogList list) {
        return folder.resolve(list.fileName() + ".json");
    }
}
