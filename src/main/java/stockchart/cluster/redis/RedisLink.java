package stockchart.cluster.redis;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import stockchart.cluster.redis.RedisAddress.Host;

/**
 * One connection to Redis, made anew after it has failed: the first attempt follows at once, each further one later, up to 2 s.
 * A call returns its answer or fails; nothing is sent again behind the caller's back. What was written before a call failed may
 * still be carried out by Redis.
 *
 * <p>State is <b>confined</b> to the thread that calls, one at a time; {@link #close} may be called by any.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RedisLink.class.getName());
    /** So many milliseconds may the connection take. */
    static final int CONNECT_MILLIS = 500;
    /** So many milliseconds may an answer take, beyond the time that the call itself is to wait. */
    static final int ANSWER_MILLIS = 700;

    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    private final RedisAccess access;
    private final String name;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    /** Null while there is none; written by the calling thread, read by {@link #close}. */
    private volatile Connection connection;
    private volatile boolean isClosed;
    /** Attempts that failed since the last answer. */
    private int failures;
    private long nextAttempt;
    private volatile int connects;

    /**
     * @param name the connection's name, which Redis shows to its operator
     * @param nanoTime the monotonic clock, nanoseconds
     * @param chance a number from 0 to 1, 1 excluded, a new one on every call
     */
    public RedisLink(RedisAccess access, String name, LongSupplier nanoTime, DoubleSupplier chance) {
        this.access = access;
        this.name = name;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.nextAttempt = nanoTime.getAsLong();
    }

    /** How many connections were made. Any thread. */
    public int connects() {
        return connects;
    }

    /** How long to wait until the next attempt to connect, in nanoseconds; 0 if a call may be made. */
    public long pause() {
        return connection != null ? 0 : Math.max(0, nextAttempt - nanoTime.getAsLong());
    }

    /** Makes the connection unless there is one. @throws StoreException if it cannot be made, or if it is not time yet */
    public void connect() throws StoreException {
        if (connection != null) {
            return;
        }
        if (isClosed || pause() > 0) {
            throw new StoreException(isClosed ? "The connection is closed" : "Redis could not be reached a moment ago", true);
        }
        try {
            connection = open(access.address().master().isPresent() ? master() : access.address().hosts().get(0), true);
            connects++;
        } catch (JedisException failure) {
            failed();
            throw new StoreException("Redis cannot be used: " + reason(failure), true);
        }
        if (isClosed) {
            // {@link #close} may have found no connection just before.
            drop();
        }
    }

    /**
     * Sends a command and waits for the answer.
     *
     * @param wait how long the command itself is to wait in Redis
     * @return a {@code Long}, a {@code byte[]}, a {@code List} of these; empty for nil
     * @throws StoreException if there is no answer, or an error as the answer
     */
    Optional<Object> call(ProtocolCommand command, Duration wait, byte[]... arguments) throws StoreException {
        connect();
        Connection open = connection;
        if (open == null) {
            throw new StoreException("The connection is closed", true);
        }
        try {
            open.setSoTimeout(ANSWER_MILLIS + (int) wait.toMillis());
            open.sendCommand(command, arguments);
            Object answer = open.getOne();
            failures = 0;
            return Optional.ofNullable(answer);
        } catch (JedisDataException refused) {
            if (isOfAnotherRole(refused)) {
                // It is no longer the master: the sentinels may name another one, or the address leads to another one soon.
                failed();
            }
            throw new StoreException(reason(refused), true);
        } catch (RuntimeException failure) {
            // A connection closed by another thread meanwhile has no streams any more.
            failed();
            throw new StoreException("Redis does not answer: " + reason(failure), false);
        }
    }

    /** The same with texts. */
    Optional<Object> call(ProtocolCommand command, String... arguments) throws StoreException {
        byte[][] bytes = new byte[arguments.length][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes(arguments[i]);
        }
        return call(command, Duration.ZERO, bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A text that Redis has answered. */
    static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    /** Ends the connection, also below a call that waits; the next call makes another one. Any thread; throws nothing. */
    public void disconnect() {
        drop();
    }

    /** Ends the connection, also below a call that waits. No further one is made. Any thread; throws nothing. */
    @Override
    public void close() {
        isClosed = true;
        drop();
    }

    private void drop() {
        Connection present = connection;
        connection = null;
        closed(present);
    }

    private static void closed(Connection present) {
        if (present != null) {
            try {
                present.forceDisconnect();
            } catch (IOException | RuntimeException broken) {
                LOG.log(Level.TRACE, "Closing: {0}", broken.toString());
            }
        }
    }

    private void failed() {
        drop();
        double longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, Math.max(0, failures - 1)));
        nextAttempt = nanoTime.getAsLong() + (failures == 0 ? 0 : (long) (longest * (0.5 + chance.getAsDouble() / 2)));
        failures++;
    }

    /** The master that the first sentinel names which answers. */
    private Host master() {
        JedisException last = new JedisException("no sentinel answers");
        for (Host sentinel : access.address().hosts()) {
            try {
                Connection asked = open(sentinel, false);
                try {
                    asked.sendCommand(Command.SENTINEL, "GET-MASTER-ADDR-BY-NAME", access.address().master().orElseThrow());
                    List<?> answer = asked.getObjectMultiBulkReply();
                    if (answer != null && answer.size() == 2) {
                        return new Host(text(answer.get(0)), Integer.parseInt(text(answer.get(1))));
                    }
                    last = new JedisException("the sentinel " + sentinel + " has no such master");
                } finally {
                    closed(asked);
                }
            } catch (JedisException | NumberFormatException failure) {
                last = new JedisException("the sentinel " + sentinel + " does not answer: " + failure.getMessage());
            }
        }
        throw last;
    }

    /** @param isServer whether it is Redis itself, which may want a password; sentinels here have none */
    private Connection open(Host host, boolean isServer) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().serverDefaultProtocol()
                .socketTimeoutMillis(ANSWER_MILLIS).clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (isServer) {
            config.clientName(name);
            access.user().ifPresent(config::user);
            access.password().ifPresent(config::password);
        }
        boolean isEncrypted = isServer && access.address().isEncrypted();
        Optional<SSLSocketFactory> certificates = isEncrypted
                ? access.certificates().or(() -> Optional.of((SSLSocketFactory) SSLSocketFactory.getDefault())) : Optional.empty();
        return new Connection(new RedisSockets(host, CONNECT_MILLIS, ANSWER_MILLIS, certificates), config.build());
    }

    private static boolean isOfAnotherRole(JedisDataException answer) {
        String text = String.valueOf(answer.getMessage());
        return text.startsWith("READONLY") || text.startsWith("MASTERDOWN") || text.startsWith("LOADING");
    }

    private String reason(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return access.redact(String.valueOf(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
    }
}
