package stockchart.history.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Supplier;
import stockchart.history.store.Database.UnusableException.Reason;

/**
 * HSQLDB in files of our own, in the data folder: nothing to set up. The driver is called directly and never through the
 * {@code DriverManager}, which would keep the class loader of an undeployed application.
 *
 * <p>A lock of the operating system keeps a second process away, and is gone with a killed one; HSQLDB's own lock file goes stale
 * only after ten seconds. Confined to the writer's thread, but for {@link #connectAgain} and {@link #bytes}. Whether it is open is
 * <b>guarded</b> by its own monitor.
 */
public final class EmbeddedDatabase implements Database {
    private static final Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());
    private static final String NAME = "history";
    private static final String LOCK = NAME + ".lock";
    private static final String LOGGING = "hsqldb.reconfig_logging";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final long leastFree;
    private final FreeSpace freeSpace;
    private final Clock clock;
    private final Supplier<Driver> driver;
    /** Null while it is not held. */
    private FileChannel lock;
    /** Whether HSQLDB holds the files. */
    private boolean isOpen;

    /**
     * @param leastFree how many bytes must be free on the disk for anything to be written: a full disk costs HSQLDB what it has
     *     committed last
     */
    public EmbeddedDatabase(Path folder, long leastFree, Clock clock) {
        this(folder, leastFree, path -> Files.getFileStore(path).getUsableSpace(), clock);
    }

    EmbeddedDatabase(Path folder, long leastFree, FreeSpace freeSpace, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.leastFree = leastFree;
        this.freeSpace = freeSpace;
        this.clock = clock;
        this.driver = () -> {
            // Or it would set up the logging of the whole server.
            if (System.getProperty(LOGGING) == null) {
                System.setProperty(LOGGING, "false");
            }
            return new org.hsqldb.jdbc.JDBCDriver();
        };
    }

    @Override
    public synchronized Connection connect() throws SQLException, UnusableException {
        makeFolder();
        checkRoom();
        takeLock();
        Connection connection = driver.get().connect(url(), properties());
        isOpen = true;
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public synchronized Connection connectAgain() throws SQLException {
        if (!isOpen) {
            throw new SQLException("The history is not open");
        }
        Connection connection = driver.get().connect(url(), properties());
        connection.setAutoCommit(false);
        return connection;
    }

    private String url() {
        return "jdbc:hsqldb:file:" + folder.resolve(NAME);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", "SA");
        properties.setProperty("password", "");
        // Each commit is on the disk when it returns: of what is written every five seconds nothing is lost with the process.
        properties.setProperty("hsqldb.write_delay", "false");
        properties.setProperty("hsqldb.default_table_type", "cached");
        properties.setProperty("hsqldb.tx", "mvcc");
        properties.setProperty("hsqldb.log_size", "10");
        properties.setProperty("hsqldb.lock_file", "false");
        // A mapped file that cannot grow on a full disk ends the process.
        properties.setProperty("hsqldb.nio_data_file", "false");
        return properties;
    }

    private void makeFolder() throws UnusableException {
        try {
            Files.createDirectories(folder);
        } catch (IOException | SecurityException impossible) {
            throw new UnusableException(Reason.READ_ONLY, "The folder " + folder + " cannot be made: " + impossible);
        }
        if (!Files.isWritable(folder) || folder.toString().contains(";")) {
            throw new UnusableException(Reason.READ_ONLY, "The folder " + folder + " cannot be written");
        }
    }

    @Override
    public void checkRoom() throws UnusableException {
        long free;
        try {
            free = freeSpace.bytes(folder);
        } catch (IOException unknown) {
            throw new UnusableException(Reason.READ_ONLY, "The room on the disk of " + folder + " cannot be read: " + unknown);
        }
        if (free < leastFree) {
            throw new UnusableException(Reason.FULL, "Only " + free / 1_000_000 + " MB are free on the disk of " + folder
                    + ", and " + leastFree / 1_000_000 + " MB have to be");
        }
    }

    private void takeLock() throws UnusableException {
        if (lock != null) {
            return;
        }
        try {
            FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = null;
            try {
                taken = channel.tryLock();
            } catch (OverlappingFileLockException sameProcess) {
                // Another deployment on this server.
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
            if (taken == null) {
                throw new UnusableException(Reason.IN_USE, "Another process writes " + this);
            }
            lock = channel;
        } catch (IOException impossible) {
            throw new UnusableException(Reason.READ_ONLY, "The folder " + folder + " cannot be written: " + impossible);
        }
    }

    @Override
    public synchronized void shutDown(boolean isOrderly) {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        try (Connection last = driver.get().connect(url(), properties()); Statement statement = last.createStatement()) {
            statement.execute(isOrderly ? "SHUTDOWN" : "SHUTDOWN IMMEDIATELY");
        } catch (SQLException | RuntimeException broken) {
            LOG.log(Level.DEBUG, "The history did not close by itself: {0}", broken.toString());
        }
    }

    @Override
    public boolean isOwn() {
        return true;
    }

    @Override
    public String setAside() throws IOException {
        String aside = NAME + ".broken-" + TIME.format(Instant.now(clock));
        for (Path file : files()) {
            if (!file.getFileName().toString().equals(LOCK)) {
                String end = file.getFileName().toString().substring(NAME.length());
                Files.move(file, folder.resolve(aside + end));
            }
        }
        return folder.resolve(aside).toString();
    }

    @Override
    public OptionalLong bytes() {
        try {
            long sum = 0;
            for (Path file : files()) {
                sum += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return OptionalLong.of(sum);
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    /** Those of the present database, without what was set aside. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, NAME + ".*")) {
            for (Path file : all) {
                if (!file.getFileName().toString().startsWith(NAME + ".broken-")) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    @Override
    public void release() {
        try {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } catch (IOException gone) {
            lock = null;
        }
        LoadedDrivers.deregister();
    }

    @Override
    public String toString() {
        return folder.resolve(NAME).toString();
    }

    /** How much room is left on the disk of a folder, in bytes. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes(Path folder) throws IOException;
    }
}
