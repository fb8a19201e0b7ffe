package stockchart.cluster.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;
import stockchart.cluster.redis.ClusterStore.Publication.Fenced;
import stockchart.cluster.redis.ClusterStore.Publication.Stored;
import stockchart.cluster.redis.ClusterStore.Publication.WrongNumber;
import stockchart.market.Symbol;

/**
 * The store in Redis. All keys begin with one prefix in braces, so that a Redis Cluster has them in one place:
 *
 * <ul>
 * <li>{@code lease}: fence and node, until it expires; {@code fence}: the last number given
 * <li>{@code log}: the stream that all nodes read; {@code written}: fence and serial number of the holder's last write
 * <li>{@code tape:<epoch>:<symbol>}: a stream of trades; an entry's ID is the number of its last trade
 * <li>{@code slots}: which symbols the feed carries, with their epochs; {@code epoch:<symbol>}: the epoch of a tape that may be
 * there
 * <li>{@code nodes} and {@code wanted}: which nodes are alive, and what each of them wants
 * </ul>
 *
 * <p><b>Confined</b> to the thread that calls, one at a time, but for {@link #close}.
 */
public final class RedisClusterStore implements ClusterStore {
    /** At 50 entries a second some six minutes, at 500 forty seconds; a node that was away longer reads the tapes. */
    private static final String LOG_ENTRIES = "20000";
    private static final String TAPE_ROWS = Integer.toString(TAPE_SIZE);
    private static final String TAPE_KEPT_MILLIS = Long.toString(Duration.ofDays(1).toMillis());
    /** Entries of a tape that are fetched at once. */
    private static final String TAPE_PAGE = "200";
    private static final String TAPE = "tape:";
    private static final String NONE = "0";

    private final RedisLink link;
    private final String prefix;
    private final String lease;
    private final String log;
    private final String written;
    private final String slots;
    private final Script acquire = new Script("acquire.lua");
    private final Script renew = new Script("renew.lua");
    private final Script release = new Script("release.lua");
    private final Script publish = new Script("publish.lua");
    private final Script announce = new Script("announce.lua");
    private final Script carry = new Script("carry.lua");
    private final Script board = new Script("board.lua");

    /** @param cluster the name of the cluster, which no other one in this Redis has; letters, digits, dots, hyphens */
    public RedisClusterStore(RedisLink link, String cluster) {
        this.link = link;
        this.prefix = "{" + cluster + "}:";
        this.lease = prefix + "lease";
        this.log = prefix + "log";
        this.written = prefix + "written";
        this.slots = prefix + "slots";
    }

    @Override
    public int connect() throws StoreException {
        link.connect();
        return link.connects();
    }

    @Override
    public Request acquire(String node, Duration time) throws StoreException {
        List<?> answer = list(acquire.call(link, List.of(lease, prefix + "fence", log), List.of(node, millis(time), LOG_ENTRIES)));
        Lease held = Lease.parse(RedisLink.text(answer.get(0)));
        return new Request(Optional.of(held).filter(own -> own.node().equals(node)), Duration.ofMillis(number(answer.get(1))));
    }

    @Override
    public boolean renew(Lease own, Duration time) throws StoreException {
        return isDone(renew.call(link, List.of(lease), List.of(own.toString(), millis(time))));
    }

    @Override
    public boolean release(Lease own) throws StoreException {
        return isDone(release.call(link, List.of(lease, log), List.of(own.toString(), own.node(), LOG_ENTRIES)));
    }

    @Override
    public Publication publish(Lease own, long serial, List<TradeBlock> blocks) throws StoreException {
        Set<Symbol> symbols = new HashSet<>();
        List<String> keys = new ArrayList<>(List.of(lease, log, written));
        List<String> arguments = new ArrayList<>(List.of(own.toString(), LOG_ENTRIES, Long.toString(serial), TAPE_ROWS));
        for (TradeBlock block : blocks) {
            if (!symbols.add(block.symbol())) {
                throw new IllegalArgumentException("Two blocks of " + block.symbol());
            }
            keys.add(tapeKey(block.symbol(), block.epoch()));
            arguments.addAll(List.of(Long.toString(block.first()), Long.toString(block.last()), TradeBlockCodec.head(block),
                    TradeBlockCodec.rows(block)));
        }
        List<?> answer = list(publish.call(link, keys, arguments));
        long what = number(answer.get(0));
        if (what > 0) {
            return new Stored();
        }
        return what == -1 ? new Fenced()
                : new WrongNumber(blocks.get((int) number(answer.get(1)) - 1).symbol(), number(answer.get(2)));
    }

    @Override
    public boolean announce(Lease own, long serial, LogEntry.Note note) throws StoreException {
        return isDone(announce.call(link, List.of(lease, log, written),
                List.of(own.toString(), LOG_ENTRIES, Long.toString(serial), note.kind(), note.text())));
    }

    @Override
    public boolean carry(Lease own, long serial, Collection<Symbol> taken, Collection<Symbol> freed)
            throws StoreException {
        Changes changes = new Changes(own, serial);
        freed.forEach(symbol -> changes.add("free", symbol));
        taken.forEach(symbol -> changes.add("take", symbol));
        return isDone(carry.call(link, changes.keys, changes.arguments));
    }

    @Override
    public boolean restart(Lease own, long serial, Collection<Symbol> symbols) throws StoreException {
        Changes changes = new Changes(own, serial);
        symbols.forEach(symbol -> changes.add("restart", symbol));
        return isDone(carry.call(link, changes.keys, changes.arguments));
    }

    /** What the script about slots is called with. <b>Confined</b> to one call. */
    private final class Changes {
        private final List<String> keys = new ArrayList<>(List.of(lease, log, written, slots));
        private final List<String> arguments;

        Changes(Lease own, long serial) {
            arguments = new ArrayList<>(List.of(own.toString(), LOG_ENTRIES, Long.toString(serial), TAPE_KEPT_MILLIS, prefix + TAPE));
        }

        void add(String verb, Symbol symbol) {
            keys.add(prefix + "epoch:" + symbol);
            arguments.addAll(List.of(verb, symbol.value()));
        }
    }

    @Override
    public Map<Symbol, Long> carried() throws StoreException {
        List<?> answer = list(link.call(Command.HGETALL, slots).orElse(List.of()));
        Map<Symbol, Long> carried = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            carried.put(new Symbol(RedisLink.text(answer.get(i))), Long.parseLong(RedisLink.text(answer.get(i + 1))));
        }
        return carried;
    }

    @Override
    public Board board(String node, Duration time, String wanted) throws StoreException {
        List<?> answer = list(board.call(link, List.of(prefix + "nodes", prefix + "wanted", lease),
                List.of(node, millis(time), wanted)));
        Map<String, String> all = new HashMap<>();
        for (int i = 2; i + 1 < answer.size(); i += 2) {
            all.put(RedisLink.text(answer.get(i)), RedisLink.text(answer.get(i + 1)));
        }
        String held = RedisLink.text(answer.get(0));
        return new Board(held.isEmpty() ? Optional.empty() : Optional.of(Lease.parse(held)),
                Duration.ofMillis(number(answer.get(1))), all);
    }

    @Override
    public long logEnd() throws StoreException {
        List<?> answer = list(link.call(Command.XREVRANGE, log, "+", "-", "COUNT", "1").orElse(List.of()));
        return answer.isEmpty() ? 0 : LogEntryCodec.number(answer.get(0));
    }

    @Override
    public List<LogEntry> log(long after, int most, Duration wait) throws StoreException {
        Optional<Object> answer = link.call(Command.XREAD, wait, RedisLink.bytes("COUNT"), RedisLink.bytes(Integer.toString(most)),
                RedisLink.bytes("BLOCK"), RedisLink.bytes(Long.toString(Math.max(1, wait.toMillis()))), RedisLink.bytes("STREAMS"),
                RedisLink.bytes(log), RedisLink.bytes(after + "-0"));
        if (answer.isEmpty() || list(answer.get()).isEmpty()) {
            return List.of();
        }
        return list(list(list(answer.get()).get(0)).get(1)).stream().map(LogEntryCodec::entry).toList();
    }

    @Override
    public long tapeEnd(Symbol symbol, long epoch) throws StoreException {
        List<?> answer = list(link.call(Command.XREVRANGE, tapeKey(symbol, epoch), "+", "-", "COUNT", "1").orElse(List.of()));
        return answer.isEmpty() ? 0 : LogEntryCodec.number(answer.get(0));
    }

    @Override
    public List<TradeBlock> tape(Symbol symbol, long epoch, long after) throws StoreException {
        List<?> answer = list(link.call(Command.XRANGE, tapeKey(symbol, epoch), (after + 1) + "-0", "+", "COUNT", TAPE_PAGE)
                .orElse(List.of()));
        try {
            return answer.stream().map(entry -> LogEntryCodec.tapeEntry(symbol, epoch, entry).after(after)).toList();
        } catch (IllegalArgumentException damaged) {
            throw new StoreException("A tape cannot be read: " + damaged.getMessage(), true);
        }
    }

    @Override
    public void disconnect() {
        link.disconnect();
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public String toString() {
        return "Redis " + prefix;
    }

    private String tapeKey(Symbol symbol, long epoch) {
        return prefix + TAPE + epoch + ":" + symbol;
    }

    private static String millis(Duration time) {
        return time.isZero() ? NONE : Long.toString(time.toMillis());
    }

    private static boolean isDone(Object answer) {
        return number(answer) == 1;
    }

    private static long number(Object answer) {
        return (Long) answer;
    }

    private static List<?> list(Object answer) {
        return (List<?>) answer;
    }
}
