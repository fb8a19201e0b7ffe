package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;
import stockchart.testing.ManualClock;
import stockchart.testing.OwnCertificate;
import stockchart.testing.RedisServer;

/** One connection, to a real Redis that is restarted, frozen, protected and encrypted. */
class RedisLinkTest {
    private static final String PASSWORD = "s3cret-of-redis";
    /** The least that a node needs: the keys of its own cluster, and the commands of the store and its scripts. */
    private static final String RULES = "on >" + PASSWORD + " resetchannels ~{mine}:* -@all +ping +hello +auth +client|setname"
            + " +time +eval +evalsha +get +set +del +pexpire +persist +pttl +xadd +xread +xrange +xrevrange +zadd +zrem +zrange"
            + " +zrangebyscore +hget +hset +hdel +hgetall";

    private final ManualClock clock = new ManualClock();

    private RedisLink link(String address) {
        return link(new RedisAccess(RedisAddress.parse(address).orElseThrow()));
    }

    private RedisLink link(RedisAccess access) {
        return new RedisLink(access, "stock-chart-test", clock::nanoTime, () -> 0);
    }

    private static RedisAccess access(String address, String user, String password) {
        return new RedisAccess(RedisAddress.parse(address).orElseThrow(), Optional.of(user), Optional.of(password),
                Optional.empty());
    }

    private static RedisAccess trusting(OwnCertificate certificate, String address) {
        return new RedisAccess(RedisAddress.parse(address).orElseThrow(), Optional.empty(), Optional.empty(),
                Optional.of(certificate.trust().getSocketFactory()));
    }

    private static String ping(RedisLink link) throws StoreException {
        return RedisLink.text(link.call(Command.PING).orElseThrow());
    }

    @Test
    void connectsAgainAtOnceAndThenLessAndLessOften() throws StoreException {
        try (RedisServer server = new RedisServer(); RedisLink link = link(server.url())) {
            assertEquals(0, link.connects());
            assertEquals("PONG", ping(link));
            server.kill();
            StoreException lost = assertThrows(StoreException.class, () -> ping(link));
            assertFalse(lost.wasRefused(), "it may have been carried out");
            assertEquals(0, link.pause());
            long pause = 50;
            for (int i = 0; i < 8; i++) {
                assertTrue(assertThrows(StoreException.class, () -> ping(link)).wasRefused());
                assertEquals(Math.min(pause, 1_000), TimeUnit.NANOSECONDS.toMillis(link.pause()));
                assertTrue(assertThrows(StoreException.class, () -> ping(link)).getMessage().contains("a moment ago"));
                clock.advance(Duration.ofNanos(link.pause()));
                pause *= 2;
            }
            server.start();
            assertEquals("PONG", ping(link));
            assertEquals(2, link.connects());
        }
    }

    @Test
    void redisThatStandsStillIsGivenUpInTime() throws StoreException {
        try (RedisServer server = new RedisServer(); RedisLink link = link(server.url())) {
            ping(link);
            server.freeze();
            long start = System.nanoTime();
            assertFalse(assertThrows(StoreException.class, () -> ping(link)).wasRefused());
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(RedisLink.ANSWER_MILLIS), "not before");
            server.thaw();
            assertEquals("PONG", ping(link));
        }
    }

    @Test
    void wrongPasswordAndMissingRightsAreReportedWithoutThePassword() throws StoreException {
        try (RedisServer server = new RedisServer(); RedisLink operator = link(server.url())) {
            List<String> user = new ArrayList<>(List.of("SETUSER", "stock-chart"));
            user.addAll(List.of(RULES.split(" ")));
            operator.call(Command.ACL, user.toArray(String[]::new));
            operator.call(Command.ACL, "SETUSER", "default", "off");
            RedisAccess mistaken = access(server.url(), "stock-chart", "no" + PASSWORD);
            StoreException wrong = assertThrows(StoreException.class, () -> ping(link(mistaken)));
            assertTrue(wrong.getMessage().contains("WRONGPASS"), wrong.getMessage());
            assertFalse(wrong.getMessage().contains(PASSWORD));
            assertTrue(assertThrows(StoreException.class, () -> ping(link(server.url()))).getMessage().contains("NOAUTH"));
            try (RedisLink link = link(access(server.url(), "stock-chart", PASSWORD))) {
                RedisClusterStore store = new RedisClusterStore(link, "mine");
                Lease lease = store.acquire("one", Duration.ofMinutes(1)).lease().orElseThrow();
                store.board("one", Duration.ofMinutes(1), "");
                store.carry(lease, 1, List.of(ClusterStoreSuite.APPLE), List.of());
                long epoch = store.carried().get(ClusterStoreSuite.APPLE);
                store.publish(lease, 2, List.of(ClusterStoreSuite.block(ClusterStoreSuite.APPLE, epoch, 1, 1)));
                store.announce(lease, 3, new LogEntry.Note("tick", ""));
                store.carry(lease, 4, List.of(), List.of(ClusterStoreSuite.APPLE));
                assertEquals(1, store.tapeEnd(ClusterStoreSuite.APPLE, epoch));
                assertEquals(1, store.tape(ClusterStoreSuite.APPLE, epoch, 0).size());
                assertEquals(5, store.logEnd());
                assertEquals(5, store.log(0, 10, Duration.ofMillis(1)).size());
                assertTrue(store.renew(lease, Duration.ofMinutes(1)));
                assertTrue(store.release(lease));
                StoreException others = assertThrows(StoreException.class,
                        () -> new RedisClusterStore(link, "other").acquire("one", Duration.ofMinutes(1)));
                assertTrue(others.wasRefused() && others.getMessage().contains("NOPERM"), others.getMessage());
                assertTrue(assertThrows(StoreException.class, () -> link.call(Command.FLUSHALL)).wasRefused());
            }
        }
    }

    @Test
    void encryptedConnectionIsMadeToTheNamedHostOnly(@TempDir Path folder) throws StoreException {
        OwnCertificate certificate = OwnCertificate.in(folder);
        try (RedisServer plain = new RedisServer("--tls-cert-file", certificate.certificate().toString(), "--tls-key-file",
                certificate.key().toString(), "--tls-auth-clients", "no", "--tls-port", "0")) {
            int port = RedisServer.freePort();
            try (RedisLink link = link(plain.url())) {
                link.call(Command.CONFIG, "SET", "tls-port", Integer.toString(port));
            }
            try (RedisLink link = link(trusting(certificate, "rediss://localhost:" + port))) {
                assertEquals("PONG", ping(link));
            }
            StoreException otherName = assertThrows(StoreException.class,
                    () -> ping(link(trusting(certificate, "rediss://127.0.0.1:" + port))));
            assertTrue(otherName.getMessage().contains("127.0.0.1"), otherName.getMessage());
            StoreException untrusted = assertThrows(StoreException.class, () -> ping(link("rediss://localhost:" + port)));
            assertTrue(untrusted.getMessage().contains("certification path"), untrusted.getMessage());
        }
    }

    @Test
    void sentinelsNameTheMaster() throws StoreException {
        try (RedisServer server = new RedisServer(); RedisServer sentinel = server.sentinel("prices")) {
            String sentinels = "redis+sentinel://127.0.0.1:" + RedisServer.freePort() + ",127.0.0.1:" + sentinel.port();
            try (RedisLink link = link(sentinels + "/prices")) {
                link.call(Command.SET, "where", "here");
                assertEquals("here", RedisLink.text(link.call(Command.GET, "where").orElseThrow()));
            }
            try (RedisLink direct = link(server.url())) {
                assertEquals("here", RedisLink.text(direct.call(Command.GET, "where").orElseThrow()));
            }
            StoreException unknown = assertThrows(StoreException.class, () -> ping(link(sentinels + "/others")));
            assertTrue(unknown.getMessage().contains("no such master"), unknown.getMessage());
        }
    }

    @Test
    void replicaIsLeftForTheMaster() throws StoreException {
        try (RedisServer server = new RedisServer(); RedisLink link = link(server.url())) {
            link.call(Command.SET, "a", "b");
            link.call(Command.REPLICAOF, "127.0.0.1", Integer.toString(RedisServer.freePort()));
            StoreException readOnly = assertThrows(StoreException.class, () -> link.call(Command.SET, "a", "c"));
            assertTrue(readOnly.wasRefused() && readOnly.getMessage().contains("READONLY"), readOnly.getMessage());
            assertEquals("PONG", ping(link));
            assertEquals(2, link.connects(), "connected again, because another server may be the master now");
        }
    }

    @Test
    void closedLinkStaysClosed() throws StoreException {
        try (RedisServer server = new RedisServer()) {
            RedisLink link = link(server.url());
            ping(link);
            link.close();
            assertTrue(assertThrows(StoreException.class, () -> ping(link)).getMessage().contains("closed"));
            assertEquals(1, link.connects());
        }
    }
}
