package stockchart.hub;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import stockchart.market.Symbol;

/** What the hub reports to operators. Any thread; read-only. */
public interface HubStats {
    /** The feed's state as last published; {@code DOWN} while that state cannot be believed. */
    FeedStatus status();

    /** The carried symbols with their number of viewers, 0 for one that lingers or is recorded without viewers. */
    Map<Symbol, Integer> viewers();

    /** How many symbols the feed may carry at once; fewer than configured while it is known to carry fewer. */
    int slots();

    /** How the slots are used, and who waits. */
    SlotUse slotUse();

    /** Sets the listener that receives how long each symbol that gets a slot had waited, in nanoseconds; it must not block. */
    void onWaited(LongConsumer listener);

    /** How long symbols wait between two updates; longer than configured while the machine is too busy. */
    AdaptiveThrottle throttle();

    /** What this node reports about its cluster; empty of a server alone. */
    Optional<ClusterStatus> cluster();

    /** How many trades arrived for symbols without a tape: no client had requested them. */
    long unwantedTrades();

    /**
     * How the slots are used at one time. Immutable.
     *
     * @param total how many slots there are
     * @param uses how many slots there are of each use: {@code chart}, {@code row}, {@code mute}, {@code closed}, {@code hidden},
     *     {@code lingering}, {@code recorded} (without viewers, as good as free)
     * @param waiting how many symbols wait in line
     * @param polled how many symbols are polled
     * @param mute how many symbols the feed sends no trades of although their quotes move on
     */
    record SlotUse(int total, Map<String, Integer> uses, int waiting, int polled, int mute) {
        public SlotUse {
            uses = Collections.unmodifiableMap(new LinkedHashMap<>(uses));
        }

        /** How many slots are in use for viewers: those that are there, and those that have just left. */
        public int used() {
            return uses.values().stream().mapToInt(Integer::intValue).sum() - recorded();
        }

        /** How many symbols are carried without viewers, only to be recorded. */
        public int recorded() {
            return uses.getOrDefault("recorded", 0);
        }
    }
}
