package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.cluster.redis.RedisAddress.Host;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"redis://one redis://one:6379", "redis://one:7000/ redis://one:7000",
        "REDISS://One.example rediss://One.example:6379", "redis://[::1]:7 redis://[::1]:7", "redis://127.0.0.1 redis://127.0.0.1:6379",
        "redis+sentinel://a,b:7/main redis+sentinel://a:26379,b:7/main"})
    void isReadWithItsUsualPort(String text, String full) {
        assertEquals(Optional.of(full), RedisAddress.parse(text).map(RedisAddress::toString));
    }

    @Test
    void saysWhetherItIsEncryptedAndWhoNamesTheMaster() {
        assertEquals(new RedisAddress(true, List.of(new Host("one", 6_379)), Optional.empty()),
                RedisAddress.parse("rediss://one").orElseThrow());
        assertEquals(new RedisAddress(false, List.of(new Host("::1", 26_379), new Host("b", 9)), Optional.of("main")),
                RedisAddress.parse("redis+sentinel://[::1],b:9/main").orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> new RedisAddress(false, List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "http://one", "redis:one", "redis://", "redis://me:s3cret@one", "redis://one/1", "redis://one:0",
        "redis://one:65536", "redis://one:x", "redis://one?password=s3cret", "redis://one#x", "redis://one two", "redis://one,two",
        "redis+sentinel://a,b", "redis+sentinel://a,/main", "redis+sentinel://a/ma in", "redis+sentinel://a/main/x", "rediss://a..b/x",
        "redis://exa_mple/\0", "unix:///run/redis"})
    void otherTextsAreNone(String text) {
        assertEquals(Optional.empty(), RedisAddress.parse(text));
    }

    @Test
    void accessShowsNoPassword() {
        RedisAddress address = RedisAddress.parse("redis://one").orElseThrow();
        RedisAccess access = new RedisAccess(address, Optional.of("me"), Optional.of("s3cret"), Optional.empty());
        assertEquals("redis://one:6379 with a password", access.toString());
        assertEquals("WRONG ***!", access.redact("WRONG s3cret!"));
        assertEquals("redis://one:6379", new RedisAccess(address).toString());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new RedisAccess(address, Optional.of("me"), Optional.empty(),
                Optional.empty())).getMessage().contains("password"));
        assertFalse(access.toString().contains("me"));
    }
}
