package stockchart.hub;

import java.time.Duration;
import stockchart.settings.Settings;

/**
 * The hub's limits. Immutable.
 *
 * @param slots how many symbols the feed may carry at once; a free Finnhub key allows 50
 * @param linger how long a symbol keeps its slot after its last viewer has left
 * @param waiting how many symbols may wait for a slot
 * @param tapeSize how many trades are kept of each symbol
 * @param updatesPerSecond how often at most the viewers of a symbol are signalled under load
 */
public record SubscriptionSettings(int slots, Duration linger, int waiting, int tapeSize, int updatesPerSecond) {
    /** @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong */
    public static SubscriptionSettings from(Settings settings) {
        return new SubscriptionSettings(
                settings.number("FINNHUB_SYMBOL_LIMIT", 50, 1, 10_000),
                settings.seconds("STOCKCHART_LINGER_SECONDS", 30, 0, 3_600),
                settings.number("STOCKCHART_WAITING_SYMBOLS", 1_000, 0, 100_000),
                settings.number("STOCKCHART_TAPE_SIZE", 4_096, 16, 1_000_000),
                settings.number("STOCKCHART_UPDATES_PER_SECOND", 10, 1, 1_000));
    }

    /** How many symbols can be carried without viewers at most: a tenth of the slots, and one at least, is left free. */
    public int unwatched() {
        return UnwatchedRecording.withoutReserve(slots);
    }

    /**
     * How many tapes are kept, those without viewers included: four times the slots, so that a returning client sees known trades.
     */
    int tapes() {
        return slots * 4;
    }
}
