package stockchart.catalog;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.Symbol;
import stockchart.rest.RefreshTimes;
import stockchart.rest.RestClient;

/**
 * Keeps every list as fresh as possible: first the list kept on disk, then the source's as soon as it answers, and again every day.
 * A list that cannot be fetched, or is empty, leaves the previous one in place.
 *
 * <p>{@link #refresh()} is confined to one thread at a time; {@link #snapshot()} is for any thread.
 */
final class Catalog {
    private static final Logger LOG = System.getLogger(Catalog.class.getName());

    private final Source source;
    private final CatalogStore store;
    private final Duration refresh;
    private final List<Shelf> shelves = new ArrayList<>();
    /** Empty until a list is known. */
    private volatile Optional<CatalogSnapshot> snapshot = Optional.empty();
    private boolean isLoaded;

    /** @param random a number from 0 to 1, 1 excluded */
    Catalog(CatalogSettings settings, Source source, CatalogStore store, Clock clock, DoubleSupplier random) {
        this.source = source;
        this.store = store;
        this.refresh = settings.refresh();
        settings.lists().forEach(list -> shelves.add(new Shelf(list, new RefreshTimes(clock, random))));
    }

    /** The present snapshot; empty if no list has ever been fetched. */
    Optional<CatalogSnapshot> snapshot() {
        return snapshot;
    }

    /** Why nothing is known, as long as that is so: one list is enough, so of several reasons the one that passes soonest. */
    Unavailable absence() {
        return shelves.stream().map(shelf -> shelf.trouble).min(Comparator.naturalOrder()).orElse(Unavailable.LIST_LOADING);
    }

    /** Returns whether a list is due to be fetched now. */
    boolean isDue() {
        return shelves.stream().anyMatch(shelf -> shelf.times.isDue());
    }

    /** The cause of failures may be gone: failed lists are retried soon. */
    void retrySoon() {
        shelves.forEach(shelf -> shelf.times.retrySoon());
    }

    /** How many symbols each list has now, for example {@code stock/US=28114, forex/oanda=0}. */
    String lists() {
        return shelves.stream().map(shelf -> shelf.list.kind().word() + "/" + shelf.list.exchange() + "=" + shelf.entries.size())
                .collect(Collectors.joining(", "));
    }

    /** The first symbol with each of these display symbols in the lists of a kind, in their order. */
    List<Symbol> named(CatalogList.Kind kind, List<String> names) {
        Map<String, Symbol> found = new HashMap<>();
        shelves.stream().filter(shelf -> shelf.list.kind() == kind).flatMap(shelf -> shelf.entries.stream())
                .filter(entry -> names.contains(entry.displaySymbol()))
                .forEach(entry -> found.putIfAbsent(entry.displaySymbol(), entry.symbol()));
        return names.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** The first symbol of the lists of a kind. */
    Optional<Symbol> first(CatalogList.Kind kind) {
        return shelves.stream().filter(shelf -> shelf.list.kind() == kind).flatMap(shelf -> shelf.entries.stream()).findFirst()
                .map(CatalogEntry::symbol);
    }

    /** A list alone; none of its symbols if there is no such list, empty while it is not known. */
    Optional<CatalogSnapshot> list(CatalogList.Kind kind, String exchange) {
        Optional<Shelf> found = shelves.stream()
                .filter(shelf -> shelf.list.kind() == kind && shelf.list.exchange().equalsIgnoreCase(exchange)).findFirst();
        return found.isEmpty() ? Optional.of(CatalogSnapshot.of(List.of()))
                : found.filter(shelf -> !shelf.entries.isEmpty()).map(Shelf::snapshot);
    }

    /** The symbols of all lists of stocks of an exchange, or of all lists if there is no exchange. */
    List<List<CatalogEntry>> entries(Optional<String> exchange) {
        return shelves.stream().filter(shelf -> exchange.isEmpty()
                || shelf.list.kind() == CatalogList.Kind.STOCK && shelf.list.exchange().equalsIgnoreCase(exchange.get()))
                .map(shelf -> shelf.entries).toList();
    }

    /** Whether each list is there, or cannot be had now. */
    boolean isComplete() {
        return shelves.stream().allMatch(shelf -> !shelf.entries.isEmpty() || shelf.trouble != Unavailable.LIST_LOADING);
    }

    /** The row of a symbol, in the first list that has it; empty if none has it now. Any thread. */
    Optional<CatalogList.Row> find(Symbol symbol) {
        return shelves.stream().flatMap(shelf -> shelf.find(symbol).stream()).findFirst();
    }

    /** Fetches the lists that are due, one after the other; blocks meanwhile. */
    void refresh() {
        if (!isLoaded) {
            isLoaded = true;
            load();
        }
        Map<Shelf, List<CatalogEntry>> changed = new LinkedHashMap<>();
        for (Shelf shelf : shelves) {
            if (shelf.times.isDue()) {
                fetch(shelf).ifPresent(entries -> changed.put(shelf, entries));
            }
        }
        if (!changed.isEmpty()) {
            replace(changed);
        }
    }

    private void load() {
        store.tidy();
        shelves.forEach(shelf -> shelf.entries = store.load(shelf.list));
        if (shelves.stream().anyMatch(shelf -> !shelf.entries.isEmpty())) {
            snapshot = Optional.of(with(Map.of()));
        }
    }

    /** The list, if it has changed. */
    private Optional<List<CatalogEntry>> fetch(Shelf shelf) {
        try {
            CatalogCodec.ListRows fetched = source.fetch(shelf.list);
            shelf.leftOut(fetched.leftOut());
            if (fetched.entries().isEmpty()) {
                postponeEmpty(shelf, "no symbols");
                return Optional.empty();
            }
            shelf.times.succeeded(refresh);
            shelf.trouble = Unavailable.LIST_LOADING;
            return Optional.of(fetched.entries()).filter(entries -> !entries.equals(shelf.entries));
        } catch (RestClient.StatusException answer) {
            if (answer.isFinal() && !answer.isRefusal()) {
                postponeEmpty(shelf, answer.getMessage());
            } else {
                postpone(shelf, answer.getMessage(), answer.isRefusal());
            }
        } catch (IOException failure) {
            postpone(shelf, failure.getMessage(), false);
        } catch (RuntimeException | Error failure) {
            // An Error too, such as for lack of memory: otherwise the list would be fetched again at once, without any report.
            postpone(shelf, failure.toString(), false);
        }
        return Optional.empty();
    }

    /** All lists or none: if they do not fit into memory, the previous snapshot is served on. */
    private void replace(Map<Shelf, List<CatalogEntry>> changed) {
        try {
            CatalogSnapshot next = with(changed);
            changed.forEach((shelf, entries) -> shelf.entries = entries);
            snapshot = Optional.of(next);
            LOG.log(Level.INFO, "The catalogue holds {0} symbols", next.rows());
            changed.forEach((shelf, entries) -> store.save(shelf.list, entries));
        } catch (RuntimeException | Error failure) {
            changed.keySet().forEach(shelf -> postpone(shelf, failure.toString(), false));
        }
    }

    private CatalogSnapshot with(Map<Shelf, List<CatalogEntry>> changed) {
        return CatalogSnapshot.of(shelves.stream().map(shelf -> changed.getOrDefault(shelf, shelf.entries)).toList());
    }

    private static void postpone(Shelf shelf, String why, boolean isRefused) {
        boolean isNews = shelf.times.failed();
        if (isRefused) {
            shelf.trouble = Unavailable.LIST_REFUSED;
        } else if (isNews) {
            shelf.trouble = Unavailable.LIST_FAILED;
        }
        LOG.log(isNews ? Level.WARNING : Level.DEBUG,
                "The {0} could not be fetched, {1} older ones are kept: {2}", shelf.list, shelf.entries.size(), why);
    }

    /** The source's answer is final, so it is logged at once, and only once: another attempt would most likely get the same. */
    private static void postponeEmpty(Shelf shelf, String answer) {
        shelf.times.failed();
        LOG.log(shelf.trouble == Unavailable.LIST_EMPTY ? Level.DEBUG : Level.WARNING,
                "The answer for the {0} is: {1}; {2} older ones are kept. "
                        + "Is the exchange in {3} spelled as the data provider does?",
                shelf.list, answer, shelf.entries.size(), shelf.list.setting());
        shelf.trouble = Unavailable.LIST_EMPTY;
    }

    /** One list and when to fetch it. Confined to the refresh, but for the volatile fields. */
    private static final class Shelf {
        private static final Comparator<CatalogEntry> BY_SYMBOL = Comparator.comparing(CatalogEntry::symbol);

        private final CatalogList list;
        private final RefreshTimes times;
        private volatile List<CatalogEntry> entries = List.of();
        /** Null until it is requested. */
        private volatile Alone alone;
        /** Meaningless once it was fetched. */
        private volatile Unavailable trouble = Unavailable.LIST_LOADING;
        private int leftOut;

        /** Null until a symbol is looked up. */
        private volatile Sorted sorted;

        private record Sorted(List<CatalogEntry> entries, List<CatalogEntry> bySymbol) {}

        private record Alone(List<CatalogEntry> entries, CatalogSnapshot snapshot) {}

        Shelf(CatalogList list, RefreshTimes times) {
            this.list = list;
            this.times = times;
        }

        /** Built when it is first requested. */
        private CatalogSnapshot snapshot() {
            List<CatalogEntry> present = entries;
            Alone known = alone;
            if (known == null || known.entries != present) {
                known = new Alone(present, CatalogSnapshot.of(List.of(present)));
                alone = known;
            }
            return known.snapshot;
        }

        /** Sorted when the first symbol is looked up. */
        private Optional<CatalogList.Row> find(Symbol symbol) {
            List<CatalogEntry> present = entries;
            Sorted known = sorted;
            if (known == null || known.entries != present) {
                known = new Sorted(present, present.stream().sorted(BY_SYMBOL).toList());
                sorted = known;
            }
            CatalogEntry wanted = new CatalogEntry(symbol, "", "", "");
            int place = Collections.binarySearch(known.bySymbol, wanted, BY_SYMBOL);
            return place < 0 ? Optional.empty() : Optional.of(new CatalogList.Row(list, known.bySymbol.get(place)));
        }

        private void leftOut(int rows) {
            if (rows != leftOut) {
                leftOut = rows;
                LOG.log(Level.INFO, "{0} rows of the {1} have no well-formed symbol and are left out", rows, list);
            }
        }
    }

    /** Why there is no list of symbols, the shortest-lived cause first. Replies carry its name. Public for the proxies of beans. */
    public enum Unavailable {
        /** It is being fetched for the first time. */
        LIST_LOADING("The list of symbols is being fetched", 1),
        /** The source has not answered for a while, or not with a list. */
        LIST_FAILED("The list of symbols could not be fetched from the data provider; the server tries again by itself", 10),
        /** The source has answered that this key may not have it. */
        LIST_REFUSED("The data provider refuses its lists of symbols to this server's API key; the server asks again now and then",
                30),
        /** The source does not know the exchanges, or has no symbols of them. */
        LIST_EMPTY("The data provider has no symbols of the exchanges that this server is set to (STOCKCHART_STOCK_EXCHANGES,"
                + " STOCKCHART_FOREX_EXCHANGES, STOCKCHART_CRYPTO_EXCHANGES); the server asks again now and then", 30);

        private final String words;
        private final int retrySeconds;

        Unavailable(String words, int retrySeconds) {
            this.words = words;
            this.retrySeconds = retrySeconds;
        }

        /** When to retry. */
        int retrySeconds() {
            return retrySeconds;
        }

        /** For clients. */
        String json() {
            return "{\"code\":\"" + name() + "\",\"error\":\"" + words + "\"}";
        }
    }

    /** Where lists of symbols come from. */
    @FunctionalInterface
    interface Source {
        /**
         * Fetches a list; blocks until it is there.
         *
         * @throws IOException with a message fit for a log
         * @throws IllegalStateException if the source's address is not known yet
         */
        CatalogCodec.ListRows fetch(CatalogList list) throws IOException;
    }
}
