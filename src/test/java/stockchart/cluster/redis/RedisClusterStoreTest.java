package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import stockchart.cluster.redis.ClusterStore.Publication.Stored;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;

/** The store on a real Redis. */
class RedisClusterStoreTest extends ClusterStoreSuite {
    private static final RedisServer SERVER = RedisServer.running();

    private long serial;
    private final String cluster = UUID.randomUUID().toString();
    private final RedisLink link = link();
    private final RedisClusterStore store = new RedisClusterStore(link, cluster);

    private static RedisLink link() {
        return new RedisLink(new RedisAccess(RedisAddress.parse(SERVER.url()).orElseThrow()), "test", System::nanoTime, () -> 0.5);
    }

    @Override
    ClusterStore store() throws StoreException {
        return store;
    }

    /** By the clock of Redis. */
    @Override
    void pass(Duration time) {
        long end = millis() + time.toMillis();
        Eventually.see("time passes for Redis", this::millis, now -> now > end);
    }

    private long millis() {
        try {
            List<?> time = (List<?>) link.call(Command.TIME).orElseThrow();
            return Long.parseLong(RedisLink.text(time.get(0))) * 1_000 + Long.parseLong(RedisLink.text(time.get(1))) / 1_000;
        } catch (StoreException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyKeyIsOfTheCluster() throws StoreException {
        Lease lease = store.acquire("one", LONG).lease().orElseThrow();
        store.board("one", LONG, "");
        store.carry(lease, ++serial, List.of(APPLE), List.of());
        store.publish(lease, ++serial, List.of(block(APPLE, store.carried().get(APPLE), 1, 1)));
        List<?> keys = (List<?>) link.call(Command.KEYS, "*" + cluster + "*").orElseThrow();
        assertEquals(9, keys.size(), "lease, fence, log, written, tape, slots, epoch, nodes, wanted");
        assertTrue(keys.stream().allMatch(key -> RedisLink.text(key).startsWith("{" + cluster + "}:")));
    }

    @Test
    void tapeKeepsItsLatestTradesAndTheLogItsLatestEntries() throws StoreException {
        Lease lease = store.acquire("one", LONG).lease().orElseThrow();
        for (long first = 1; first <= 10_000; first += 100) {
            assertInstanceOf(Stored.class, store.publish(lease, ++serial, List.of(block(APPLE, 7, first, 100))));
        }
        List<TradeBlock> kept = store.tape(APPLE, 7, 0);
        assertEquals(10_000, kept.get(kept.size() - 1).last());
        assertTrue(kept.get(0).first() <= 10_000 - ClusterStore.TAPE_SIZE + 1, "at least so many are kept: " + kept.get(0).first());
    }

    @Test
    void tapeOfASymbolWithoutASlotExpiresAfterItsEpoch() throws StoreException {
        Lease lease = store.acquire("one", LONG).lease().orElseThrow();
        store.carry(lease, ++serial, List.of(APPLE), List.of());
        long epoch = store.carried().get(APPLE);
        store.publish(lease, ++serial, List.of(block(APPLE, epoch, 1, 1)));
        String tape = "{" + cluster + "}:tape:" + epoch + ":AAPL";
        String number = "{" + cluster + "}:epoch:AAPL";
        assertEquals(-1L, link.call(Command.PTTL, tape).orElseThrow());
        store.carry(lease, ++serial, List.of(), List.of(APPLE));
        long tapeLeft = (Long) link.call(Command.PTTL, tape).orElseThrow();
        long numberLeft = (Long) link.call(Command.PTTL, number).orElseThrow();
        assertTrue(0 < numberLeft && numberLeft < tapeLeft, numberLeft + " " + tapeLeft);
        store.carry(lease, ++serial, List.of(APPLE), List.of());
        assertEquals(-1L, link.call(Command.PTTL, tape).orElseThrow());
        assertEquals(-1L, link.call(Command.PTTL, number).orElseThrow());
        store.carry(lease, ++serial, List.of(), List.of(APPLE));
        link.call(Command.DEL, number);
        store.carry(lease, ++serial, List.of(APPLE), List.of());
        assertTrue(store.carried().get(APPLE) > epoch, "a new epoch");
    }

    @Test
    void entriesThatCannotBeReadAreSkippedAndCounted() throws StoreException {
        Lease lease = store.acquire("one", LONG).lease().orElseThrow();
        String log = "{" + cluster + "}:log";
        link.call(Command.XADD, log, "2-0", "k", "trades", "f", "1", "d", "damaged");
        link.call(Command.XADD, log, "3-0", "other", "field");
        link.call(Command.XADD, log, "4-0", "k", "taken", "f", "7", "d", "AAPL");
        assertTrue(store.announce(lease, ++serial, new LogEntry.Note("tick", "")));
        List<LogEntry> entries = store.log(1, 10, Duration.ofMillis(1));
        assertEquals(List.of(2L, 3L, 4L, 5L), entries.stream().map(LogEntry::number).toList());
        assertEquals(7, entries.get(2).fence());
        assertTrue(entries.subList(0, 3).stream().allMatch(entry -> entry.content() instanceof LogEntry.Unreadable));
        link.call(Command.XADD, "{" + cluster + "}:tape:7:AAPL", "5-0", "n", "1", "d", "1\t1\t1\n");
        assertTrue(assertThrows(StoreException.class, () -> store.tape(APPLE, 7, 0)).getMessage().contains("AAPL"));
    }

    @Test
    void readerWaitsForTheNextEntryAndIsEndedByClose() throws Exception {
        Lease lease = store.acquire("one", LONG).lease().orElseThrow();
        RedisClusterStore reader = new RedisClusterStore(link(), cluster);
        CompletableFuture<List<LogEntry>> read = CompletableFuture.supplyAsync(() -> {
            try {
                return reader.log(1, 10, Duration.ofSeconds(8));
            } catch (StoreException failure) {
                throw new AssertionError(failure);
            }
        });
        assertFalse(read.isDone());
        store.announce(lease, ++serial, new LogEntry.Note("tick", "now"));
        assertEquals(new LogEntry.Note("tick", "now"), read.get(8, TimeUnit.SECONDS).get(0).content());
        CompletableFuture<Object> waits = CompletableFuture.supplyAsync(() ->
                assertThrows(StoreException.class, () -> reader.log(2, 10, Duration.ofMinutes(2))));
        reader.close();
        waits.get(10, TimeUnit.SECONDS);
        assertThrows(StoreException.class, reader::logEnd);
    }

    @Test
    void scriptsAreSentAgainToARedisThatHasForgottenThem() throws StoreException {
        assertTrue(store.acquire("one", LONG).lease().isPresent());
        link.call(Command.SCRIPT, "FLUSH");
        assertEquals(Optional.empty(), store.acquire("two", LONG).lease());
    }

    @Test
    void wrongTypeOfAKeyIsARefusal() throws StoreException {
        link.call(Command.LPUSH, "{" + cluster + "}:lease", "x");
        StoreException refused = assertThrows(StoreException.class, () -> store.acquire("one", LONG));
        assertTrue(refused.wasRefused());
    }
}
