package stockchart.history.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.history.backfill.Want.Origin;
import stockchart.market.Symbol;
import stockchart.market.Width;

/**
 * What is wanted of the symbols that are recorded: their gaps of the last days first, then all days, some months of hours and some
 * days of minutes. What lacks nothing is looked at again after a while. Confined to the thread that fetches.
 */
final class RecordedWants {
    private static final long FOR_EVER = Long.MAX_VALUE / 4;
    private static final List<Lane> LANES = List.of(new Lane(Width.MINUTE, Origin.GAPS, Duration.ofDays(7), Duration.ofMinutes(1)),
            new Lane(Width.DAY, Origin.RECORDING, Duration.ofDays(36_500), Duration.ofHours(1)),
            new Lane(Width.HOUR, Origin.RECORDING, Duration.ofDays(92), Duration.ofMinutes(20)),
            new Lane(Width.MINUTE, Origin.RECORDING, Duration.ofDays(5), Duration.ofMinutes(10)));

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Clock clock;
    private final Clock steady;
    /** When a symbol is to be looked at again, on the steady clock. */
    private final Map<Key, Long> due = new HashMap<>();

    private record Lane(Width width, Origin origin, Duration reach, Duration again) {}

    private record Key(Symbol symbol, Width width, Origin origin) {}

    /**
     * @param clock the time of day
     * @param steady a clock that does not jump
     */
    RecordedWants(Clock clock, Clock steady) {
        this.clock = clock;
        this.steady = steady;
    }

    /** The most important one that is to be looked at; of the others, those of symbols that are not recorded are forgotten. */
    Optional<Want> next(Collection<Symbol> symbols) {
        due.keySet().removeIf(key -> !symbols.contains(key.symbol()));
        for (Lane lane : LANES) {
            for (Symbol symbol : symbols) {
                if (due.getOrDefault(new Key(symbol, lane.width, lane.origin), 0L) <= steady.millis()) {
                    long now = clock.millis();
                    return Optional.of(new Want(symbol, lane.width, Math.max(0, now - lane.reach.toMillis()), FOR_EVER, lane.origin));
                }
            }
        }
        return Optional.empty();
    }

    /** It is looked at again after a while. @param isSoon whether something is lacking that may be had later */
    void later(Want want, boolean isSoon) {
        LANES.stream().filter(lane -> lane.width == want.width() && lane.origin == want.origin())
                .forEach(lane -> due.put(new Key(want.symbol(), want.width(), want.origin()),
                        steady.millis() + (isSoon ? SOON : lane.again).toMillis()));
    }
}
