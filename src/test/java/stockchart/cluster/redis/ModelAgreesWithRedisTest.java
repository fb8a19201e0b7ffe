package stockchart.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.cluster.redis.ClusterStore.Request;
import stockchart.cluster.redis.LogEntry.Content;
import stockchart.market.Symbol;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;
import stockchart.testing.RedisServer;

/** The same random calls to the model and to a real Redis have the same answers: what is proved with the model holds for Redis. */
class ModelAgreesWithRedisTest {
    private static final RedisServer SERVER = RedisServer.running();
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final List<String> NODES = List.of("one", "two", "three");
    private static final List<Symbol> SYMBOLS = List.of(new Symbol("A"), new Symbol("B"), new Symbol("C:1 2"));
    private static final int CALLS = 400;

    /** A store, with its fences and epochs by their order: they are times, which differ. */
    private static final class Side {
        final ClusterStore store;
        final List<Lease> leases = new ArrayList<>();
        final Map<Long, Integer> fences = new HashMap<>();
        final Map<Symbol, List<Long>> epochs = new HashMap<>();

        Side(ClusterStore store) {
            this.store = store;
        }

        Lease lease(int which) {
            return which < 0 ? new Lease(1, "none") : leases.get(which);
        }

        String acquire(String node) throws StoreException {
            Request request = store.acquire(node, LONG);
            request.lease().ifPresent(lease -> {
                fences.put(lease.fence(), leases.size());
                leases.add(lease);
            });
            return request.lease().map(Lease::node).toString();
        }

        String carried() throws StoreException {
            Map<String, String> named = new java.util.TreeMap<>();
            store.carried().forEach((symbol, epoch) -> named.put(symbol.value(), epochName(symbol, epoch)));
            return named.toString();
        }

        String log() throws StoreException {
            return store.log(0, 10_000, Duration.ofMillis(1)).stream()
                    .map(entry -> entry.number() + " " + fences.get(entry.fence()) + " " + named(entry.content()))
                    .toList().toString();
        }

        private String named(Content content) {
            return content instanceof LogEntry.Taken taken ? "taken " + epochName(taken.symbol(), taken.epoch())
                    : content.toString();
        }

        private String epochName(Symbol symbol, long epoch) {
            List<Long> known = epochs.computeIfAbsent(symbol, any -> new ArrayList<>());
            if (!known.contains(epoch)) {
                known.add(epoch);
            }
            return symbol + " " + known.indexOf(epoch);
        }
    }

    private final ManualClock clock = new ManualClock();
    private final Side model = new Side(new ModelStore(clock::millis));
    private final Side redis = new Side(new RedisClusterStore(new RedisLink(new RedisAccess(RedisAddress.parse(SERVER.url())
            .orElseThrow()), "test", System::nanoTime, () -> 0.5), UUID.randomUUID().toString()));

    private long serials;

    @FunctionalInterface
    private interface Call {
        Object on(Side side) throws StoreException;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void answersAreTheSame(long seed) throws StoreException {
        Dice dice = new Dice(seed);
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Call call = next(dice, calls);
            clock.advance(Duration.ofMillis(1));
            Object expected = call.on(model);
            assertEquals(expected, call.on(redis), () -> "seed " + seed + ": " + calls);
        }
        assertEquals(model.log(), redis.log());
        for (Symbol symbol : SYMBOLS) {
            assertEquals(model.store.tape(symbol, 7, 0), redis.store.tape(symbol, 7, 0));
        }
        redis.store.close();
    }

    private Call next(Dice dice, List<String> calls) {
        String node = dice.pick(NODES);
        int which = model.leases.size() - 1 - (dice.chance(0.7) ? 0 : dice.below(model.leases.size() + 1));
        int kind = dice.below(13);
        // At times one that was before.
        serials += dice.chance(0.8) ? 1 : 0;
        long serial = serials;
        calls.add(kind + " " + which);
        return switch (kind) {
            case 0 -> side -> side.acquire(node);
            case 1 -> side -> side.store.renew(side.lease(which), LONG);
            case 2 -> dice.chance(0.3) ? side -> side.store.release(side.lease(which)) : side -> side.store.logEnd();
            case 3 -> {
                List<Symbol> taken = some(dice);
                List<Symbol> freed = some(dice);
                yield side -> side.store.carry(side.lease(which), serial, taken, freed) + side.carried();
            }
            case 4 -> side -> side.store.announce(side.lease(which), serial, new LogEntry.Note("tick", node));
            case 5 -> side -> side.store.board(node, LONG, node + which).wanted();
            case 7 -> {
                List<Symbol> lost = dice.chance(0.2) ? some(dice) : List.of();
                yield side -> side.store.restart(side.lease(which), serial, lost) + side.carried();
            }
            case 6 -> side -> side.store.tape(SYMBOLS.get(0), 7, which + 1);
            default -> {
                List<TradeBlock> blocks = blocks(dice);
                yield side -> side.store.publish(side.lease(which), serial, blocks);
            }
        };
    }

    private static List<Symbol> some(Dice dice) {
        return SYMBOLS.stream().filter(symbol -> dice.chance(0.4)).toList();
    }

    /** Mostly those that follow, at times others. */
    private List<TradeBlock> blocks(Dice dice) {
        List<TradeBlock> blocks = new ArrayList<>();
        for (Symbol symbol : SYMBOLS) {
            if (blocks.isEmpty() || dice.chance(0.5)) {
                long end = ((ModelStore) model.store).tapeEnd(symbol, 7);
                long first = dice.chance(0.6) ? end + 1 : Math.max(1, end + dice.between(-4, 3));
                blocks.add(ClusterStoreSuite.block(symbol, 7, first, dice.between(1, 3)));
            }
        }
        return blocks;
    }
}
