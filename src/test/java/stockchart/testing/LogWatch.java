package stockchart.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps the application's log off the console while a test provokes log messages, and keeps the errors. Any thread. */
public final class LogWatch implements AutoCloseable {
    private final Logger logger = Logger.getLogger("stockchart");
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Keeper();

    public LogWatch() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** Fails if the application has logged an error. */
    public void verify() {
        verify(any -> true);
    }

    /** Fails if the application has logged an error whose cause was not thrown "as the test wants". */
    public void verifyUnwanted() {
        verify(entry -> entry.getThrown() == null || !String.valueOf(entry.getThrown().getMessage()).endsWith("as the test wants"));
    }

    private synchronized void verify(Predicate<LogRecord> which) {
        Optional<LogRecord> found = logged.stream().filter(entry -> entry.getLevel() == Level.SEVERE).filter(which).findFirst();
        if (found.isPresent()) {
            LogRecord first = found.get();
            throw new AssertionError("The application logged: " + first.getMessage(), first.getThrown());
        }
    }

    /** How many lines, warnings and above, hold a text. */
    public synchronized int count(String text) {
        SimpleFormatter formatter = new SimpleFormatter();
        return (int) logged.stream().filter(entry -> formatter.formatMessage(entry).contains(text)).count();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private synchronized void keep(LogRecord entry) {
        logged.add(entry);
    }

    private final class Keeper extends Handler {
        Keeper() {
            setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                keep(entry);
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
