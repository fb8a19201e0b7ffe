package stockchart.catalog;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import stockchart.rest.RefreshTimes;
import stockchart.rest.StatusException;

/**
 * Keeps every list as fresh as it can: what was kept on disk first, what the source says as soon as it answers, and again every
 * day. A list that cannot be fetched, or comes empty, leaves the one before in place.
 *
 * <p>{@link #refresh()} is confined to one thread at a time; {@link #snapshot()} is for any.
 */
final class Catalog {
    private static final Logger LOG = System.getLogger(Catalog.class.getName());

    private final CatalogSource source;
    private final CatalogStore store;
    private final Duration refresh;
    private final List<Shelf> shelves = new ArrayList<>();
    /** Empty until something is known. */
    private volatile Optional<CatalogSnapshot> snapshot = Optional.empty();
    private boolean isLoaded;

    /** @param random a number from 0 to 1, 1 excluded */
    Catalog(CatalogSettings settings, CatalogSource source, CatalogStore store, Clock clock, DoubleSupplier random) {
        this.source = source;
        this.store = store;
        this.refresh = settings.refresh();
        settings.lists().forEach(list -> shelves.add(new Shelf(list, new RefreshTimes(clock, random))));
    }

    /** What is known now; empty if no list has ever been fetched. */
    Optional<CatalogSnapshot> snapshot() {
        return snapshot;
    }

    /** Why nothing is known, as long as that is so: of several lists one is enough, so what passes soonest. */
    Absence absence() {
        return shelves.stream().map(shelf -> shelf.trouble).min(Comparator.naturalOrder()).orElse(Absence.LIST_LOADING);
    }

    /** Says whether a list waits to be fetched at this time. */
    boolean isDue() {
        return shelves.stream().anyMatch(shelf -> shelf.times.isDue());
    }

    /** Fetches the lists that are due, one after the other; blocks meanwhile. */
    void refresh() {
        if (!isLoaded) {
            isLoaded = true;
            load();
        }
        boolean changed = false;
        for (Shelf shelf : shelves) {
            if (shelf.times.isDue()) {
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
                postpone(shelf, "the answer holds no symbols", false);
                return false;
            }
            shelf.times.succeeded(refresh);
            if (fetched.equals(shelf.entries)) {
                return false;
            }
            shelf.entries = fetched;
            store.save(shelf.list, fetched);
            return true;
        } catch (IOException | IllegalStateException failure) {
            postpone(shelf, String.valueOf(failure.getMessage()), failure instanceof StatusException answer && answer.isRefusal());
            return false;
        }
    }

    private static void postpone(Shelf shelf, String why, boolean isRefused) {
        boolean isNews = shelf.times.failed();
        if (isRefused) {
            shelf.trouble = Absence.LIST_REFUSED;
        } else if (isNews) {
            shelf.trouble = Absence.LIST_FAILED;
        }
        LOG.log(isNews ? Level.WARNING : Level.DEBUG,
                "The {0} could not be fetched, {1} older ones are kept: {2}", shelf.list, shelf.entries.size(), why);
    }

    private void build() {
        Map<CatalogList, List<CatalogEntry>> lists = new LinkedHashMap<>();
        shelves.forEach(shelf -> lists.put(shelf.list, shelf.entries));
        snapshot = Optional.of(CatalogSnapshot.of(lists.values()));
    }

    /** One list and when to fetch it. Confined to the refresh, but for asking whether it is due and what trouble there is. */
    private static final class Shelf {
        private final CatalogList list;
        private final RefreshTimes times;
        private List<CatalogEntry> entries = List.of();
        /** Of no meaning once it was fetched. */
        private volatile Absence trouble = Absence.LIST_LOADING;

        Shelf(CatalogList list, RefreshTimes times) {
            this.list = list;
            this.times = times;
        }
    }
}
