package stockchart.catalog;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Keeps every list as fresh as it can: what was kept on disk first, what the source says as soon as it answers, and again every
 * day. A list that cannot be fetched, or comes empty, leaves the one before in place.
 *
 * <p>{@link #refresh()} is confined to one thread at a time; {@link #snapshot()} is for any.
 */
final class Catalog {
    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(Catalog.class.getName());
    /** Of the wait, this share is left to chance, so that restarted servers do not come back in step. */
    private static final double JITTER = 0.5;

    private final CatalogSource source;
    private final CatalogStore store;
    private final Duration refresh;
    private final Clock clock;
    private final DoubleSupplier random;
    private final List<Shelf> shelves = new ArrayList<>();
    /** Empty until something is known. */
    private volatile Optional<CatalogSnapshot> snapshot = Optional.empty();
    private boolean isLoaded;

    /** @param random a number from 0 to 1, 1 excluded */
    Catalog(CatalogSettings settings, CatalogSource source, CatalogStore store, Clock clock, DoubleSupplier random) {
        this.source = source;
        this.store = store;
        this.refresh = settings.refresh();
        this.clock = clock;
        this.random = random;
        settings.lists().forEach(list -> shelves.add(new Shelf(list)));
    }

    /** What is known now; empty if no list has ever been fetched. */
    Optional<CatalogSnapshot> snapshot() {
        return snapshot;
    }

    /** Says whether a list waits to be fetched at this time. */
    boolean isDue() {
        long now = clock.millis();
        return shelves.stream().anyMatch(shelf -> shelf.due <= now);
    }

    /** Fetches the lists that are due, one after the other; blocks meanwhile. */
    void refresh() {
        if (!isLoaded) {
            isLoaded = true;
            load();
        }
        boolean changed = false;
        for (Shelf shelf : shelves) {
            if (shelf.due <= clock.millis()) {
                changed |= fetch(shelf);
            }
        }
        if (changed) {
            build();
            LOG.log(Level.INFO, "The catalogue holds {0} symbols", snapshot.map(CatalogSnapshot::rows).orElse(0));
        }
    }

    private void load() {
        shelves.forEach(shelf -> shelf.entries = store.load(shelf.list));
        if (shelves.stream().anyMatch(shelf -> !shelf.entries.isEmpty())) {
            build();
        }
    }

    /** Says whether the list has changed. */
    private boolean fetch(Shelf shelf) {
        try {
            List<CatalogEntry> fetched = source.fetch(shelf.list);
            if (fetched.isEmpty()) {
                postpone(shelf, "the answer holds no symbols");
                return false;
            }
            shelf.failures = 0;
            shelf.due = clock.millis() + refresh.toMillis();
            if (fetched.equals(shelf.entries)) {
                return false;
            }
            shelf.entries = fetched;
            store.save(shelf.list, fetched);
            return true;
        } catch (IOException | IllegalStateException failure) {
            postpone(shelf, String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private void postpone(Shelf shelf, String why) {
        long limit = Math.min(LONGEST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(shelf.failures, 20));
        shelf.failures++;
        shelf.due = clock.millis() + (long) (limit * (1 - JITTER * random.getAsDouble()));
        // The simulator answers a moment after the application has started: the first failures are no news.
        LOG.log(shelf.failures == Shelf.NEWS ? Level.WARNING : Level.DEBUG,
                "The {0} could not be fetched, {1} older ones are kept: {2}", shelf.list, shelf.entries.size(), why);
    }

    private void build() {
        Map<CatalogList, List<CatalogEntry>> lists = new LinkedHashMap<>();
        shelves.forEach(shelf -> lists.put(shelf.list, shelf.entries));
        snapshot = Optional.of(CatalogSnapshot.of(lists.values()));
    }

    /** One list and when to fetch it. {@code due} is read by any thread, the rest confined to the refresh. */
    private static final class Shelf {
        /** The failure in a row that is told; four attempts take some ten seconds. */
        static final int NEWS = 4;

        private final CatalogList list;
        private List<CatalogEntry> entries = List.of();
        private int failures;
        private volatile long due;

        Shelf(CatalogList list) {
            this.list = list;
        }
    }
}
