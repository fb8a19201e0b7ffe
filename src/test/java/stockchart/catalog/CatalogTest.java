package stockchart.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.Symbol;
import stockchart.rest.RefreshTimes;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;

class CatalogTest {
    private static final CatalogList STOCKS = new CatalogList(CatalogList.Kind.STOCK, "US");
    private static final CatalogList CRYPTO = new CatalogList(CatalogList.Kind.CRYPTO, "binance");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private final Map<CatalogList, List<CatalogEntry>> lists = new HashMap<>();
    private final List<CatalogList> asked = new ArrayList<>();
    private Error trouble;

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        Catalog catalog = catalog();
        assertTrue(catalog.isDue());
        assertTrue(catalog.snapshot().isEmpty());
        catalog.refresh();
        assertTrue(catalog.snapshot().isEmpty());
    }

    @Test
    void symbolsAreFoundByWhatAPersonCallsThem() {
        Catalog catalog = catalog();
        assertEquals(List.of(), catalog.named(CatalogList.Kind.CRYPTO, List.of("BTC/USDT")));
        assertEquals(Optional.empty(), catalog.first(CatalogList.Kind.CRYPTO));
        lists.put(CRYPTO, List.of(new CatalogEntry(new Symbol("BINANCE:ETHUSDT"), "ETH/USDT", "", "Crypto"),
                new CatalogEntry(new Symbol("BINANCE:BTCUSDT"), "BTC/USDT", "", "Crypto")));
        lists.put(STOCKS, List.of(new CatalogEntry(new Symbol("AAPL"), "AAPL", "APPLE INC", "Common Stock")));
        catalog.refresh();
        assertEquals(List.of(new Symbol("BINANCE:BTCUSDT"), new Symbol("BINANCE:ETHUSDT")),
                catalog.named(CatalogList.Kind.CRYPTO, List.of("BTC/USDT", "BTC/USD", "ETH/USDT", "AAPL")));
        assertEquals(Optional.of(new Symbol("BINANCE:ETHUSDT")), catalog.first(CatalogList.Kind.CRYPTO));
        assertEquals(List.of(new Symbol("AAPL")), catalog.named(CatalogList.Kind.STOCK, List.of("AAPL", "MSFT")));
    }

    @Test
    void unfinishedFilesOfAKilledProcessAreRemovedAtStart() throws IOException {
        Path left = Files.writeString(folder.resolve("stock-US123456789.new"), "[{");
        Path other = Files.writeString(folder.resolve("notes.txt"), "");
        catalog().refresh();
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(other));
    }

    @Test
    void missingListIsLoadingUntilItHasFailedForAWhile() {
        Catalog catalog = catalog();
        assertEquals(Catalog.Unavailable.LIST_LOADING, catalog.absence());
        for (int failure = 0; failure < 3; failure++) {
            catalog.refresh();
            assertEquals(Catalog.Unavailable.LIST_LOADING, catalog.absence());
            clock.advance(RefreshTimes.LONGEST_RETRY);
        }
        catalog.refresh();
        assertEquals(Catalog.Unavailable.LIST_FAILED, catalog.absence());
        assertTrue(catalog.absence().retrySeconds() > 1);
    }

    @Test
    void whyThereIsNoListIsJson() {
        for (Catalog.Unavailable absence : Catalog.Unavailable.values()) {
            JsonObject why = Json.createReader(new StringReader(absence.json())).readObject();
            assertEquals(Set.of("code", "error"), why.keySet());
            assertEquals(absence.name(), why.getString("code"));
        }
    }

    @Test
    void listsAreMergedSortedAndFreeOfDuplicates() {
        lists.put(STOCKS, entries("MSFT", "AAPL", "MSFT"));
        lists.put(CRYPTO, entries("BINANCE:BTCUSDT", "AAPL"));
        Catalog catalog = catalog();
        catalog.refresh();
        assertEquals(List.of("AAPL", "BINANCE:BTCUSDT", "MSFT"), symbols(catalog));
        assertEquals(3, catalog.snapshot().orElseThrow().rows());
    }

    @Test
    void failedListIsTriedAgainAndTheOtherServedMeanwhile() {
        lists.put(CRYPTO, entries("BINANCE:BTCUSDT"));
        Catalog catalog = catalog();
        catalog.refresh();
        assertEquals(List.of("BINANCE:BTCUSDT"), symbols(catalog));
        assertFalse(catalog.isDue());
        lists.put(STOCKS, entries("AAPL"));
        asked.clear();
        clock.advance(RefreshTimes.FIRST_RETRY);
        assertTrue(catalog.isDue());
        catalog.refresh();
        assertEquals(List.of(STOCKS), asked);
        assertEquals(List.of("AAPL", "BINANCE:BTCUSDT"), symbols(catalog));
    }

    @Test
    void retriesBecomeRareButNeverStop() {
        Catalog catalog = catalog();
        for (int failure = 0; failure < 40; failure++) {
            catalog.refresh();
            assertFalse(catalog.isDue(), "after failure " + failure);
            clock.advance(RefreshTimes.LONGEST_RETRY);
            assertTrue(catalog.isDue(), "after failure " + failure);
        }
    }

    @Test
    void everyDayTheListsAreFetchedAgain() {
        lists.put(STOCKS, entries("AAPL"));
        lists.put(CRYPTO, entries("BINANCE:BTCUSDT"));
        Catalog catalog = catalog();
        catalog.refresh();
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertFalse(catalog.isDue());
        clock.advance(Duration.ofMillis(1));
        lists.put(STOCKS, entries("AAPL", "NEW"));
        String before = catalog.snapshot().orElseThrow().tag();
        catalog.refresh();
        assertEquals(List.of("AAPL", "BINANCE:BTCUSDT", "NEW"), symbols(catalog));
        assertNotEquals(before, catalog.snapshot().orElseThrow().tag());
    }

    @Test
    void emptyAnswerDoesNotEmptyTheList() {
        lists.put(STOCKS, entries("AAPL"));
        Catalog catalog = catalog();
        catalog.refresh();
        lists.put(STOCKS, List.of());
        clock.advance(Duration.ofHours(24));
        catalog.refresh();
        assertEquals(List.of("AAPL"), symbols(catalog));
    }

    @Test
    void emptyAnswerIsReportedAtOnceAndFillsNoList() {
        lists.put(STOCKS, List.of());
        lists.put(CRYPTO, List.of());
        Catalog catalog = catalog();
        try (LogWatch log = new LogWatch()) {
            catalog.refresh();
            clock.advance(RefreshTimes.FIRST_RETRY);
            catalog.refresh();
            assertEquals(1, log.count("STOCKCHART_STOCK_EXCHANGES"));
            assertEquals(1, log.count("STOCKCHART_CRYPTO_EXCHANGES"));
        }
        assertEquals(Catalog.Unavailable.LIST_EMPTY, catalog.absence());
        assertEquals("stock/US=0, crypto/binance=0", catalog.lists());
    }

    @Test
    void listThatIsTooMuchForTheMemoryWaitsLikeAnyOther() {
        lists.put(STOCKS, entries("AAPL"));
        trouble = new OutOfMemoryError("Java heap space");
        Catalog catalog = catalog();
        try (LogWatch log = new LogWatch()) {
            for (int failure = 0; failure < 8; failure++) {
                catalog.refresh();
                assertFalse(catalog.isDue(), "after failure " + failure);
                clock.advance(RefreshTimes.LONGEST_RETRY);
            }
            assertEquals(2, log.count("Java heap space"), "lines, one for each list");
        }
        assertEquals(Catalog.Unavailable.LIST_FAILED, catalog.absence());
        trouble = null;
        catalog.refresh();
        assertEquals(List.of("AAPL"), symbols(catalog));
    }

    @Test
    void whatFailedIsDueAtOnceWhenItsReasonIsGone() {
        Catalog catalog = catalog();
        for (int failure = 0; failure < 10; failure++) {
            catalog.refresh();
            clock.advance(RefreshTimes.LONGEST_RETRY);
        }
        lists.put(STOCKS, entries("AAPL"));
        catalog.refresh();
        assertFalse(catalog.isDue());
        catalog.retrySoon();
        assertTrue(catalog.isDue());
        asked.clear();
        catalog.refresh();
        assertEquals(List.of(CRYPTO), asked, "only what failed");
        clock.advance(RefreshTimes.FIRST_RETRY);
        assertTrue(catalog.isDue(), "waits grow anew");
    }

    @Test
    void sameListsHaveTheSameTag() {
        lists.put(STOCKS, entries("AAPL"));
        Catalog one = catalog();
        Catalog other = catalog();
        one.refresh();
        other.refresh();
        assertEquals(one.snapshot().orElseThrow().tag(), other.snapshot().orElseThrow().tag());
    }

    @Test
    void restartDuringAnOutageServesWhatWasKept() {
        lists.put(STOCKS, entries("AAPL", "MSFT"));
        catalog().refresh();
        lists.clear();
        Catalog restarted = catalog();
        restarted.refresh();
        assertEquals(List.of("AAPL", "MSFT"), symbols(restarted));
    }

    @Test
    void brokenFileIsNoHindrance() throws IOException {
        Files.writeString(folder.resolve("stock-us.json"), "[{\"symbol\":");
        lists.put(STOCKS, entries("AAPL"));
        Catalog catalog = catalog();
        catalog.refresh();
        assertEquals(List.of("AAPL"), symbols(catalog));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("stock-us.json"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void folderThatCannotBeWrittenIsNoHindrance() throws IOException {
        Path file = Files.writeString(folder.resolve("not-a-folder"), "");
        lists.put(STOCKS, entries("AAPL"));
        Catalog catalog = catalog(file.resolve("below"));
        catalog.refresh();
        assertEquals(List.of("AAPL"), symbols(catalog));
    }

    @Test
    void compressedFormHoldsTheSame() throws IOException {
        lists.put(STOCKS, IntStream.range(0, 30_000).mapToObj(i -> entry("S" + i)).toList());
        Catalog catalog = catalog();
        catalog.refresh();
        CatalogSnapshot snapshot = catalog.snapshot().orElseThrow();
        assertEquals(30_000, snapshot.rows());
        byte[] json = snapshot.json().readAllBytes();
        assertArrayEquals(json, new GZIPInputStream(new ByteArrayInputStream(snapshot.gzip())).readAllBytes());
        assertTrue(snapshot.gzip().length < json.length / 4);
    }

    private Catalog catalog() {
        return catalog(folder);
    }

    private Catalog catalog(Path where) {
        CatalogSettings settings = new CatalogSettings(List.of(STOCKS, CRYPTO), where, Duration.ofHours(24));
        return new Catalog(settings, this::fetch, new CatalogStore(where), clock, () -> 0.5);
    }

    private CatalogCodec.ListRows fetch(CatalogList list) throws IOException {
        asked.add(list);
        if (trouble != null) {
            throw trouble;
        }
        if (!lists.containsKey(list)) {
            throw new IOException("HTTP 503");
        }
        return new CatalogCodec.ListRows(lists.get(list), 0);
    }

    private static List<String> symbols(Catalog catalog) {
        try {
            return CatalogCodec.parse(catalog.snapshot().orElseThrow().json(), CatalogList.Kind.STOCK).entries()
                    .stream().map(entry -> entry.symbol().value()).toList();
        } catch (IOException unreadable) {
            throw new AssertionError("The catalogue cannot be read", unreadable);
        }
    }

    private static List<CatalogEntry> entries(String... symbols) {
        return Stream.of(symbols).map(CatalogTest::entry).toList();
    }

    private static CatalogEntry entry(String symbol) {
        return new CatalogEntry(new Symbol(symbol), symbol, "THE COMPANY " + symbol, "Common Stock");
    }
}
