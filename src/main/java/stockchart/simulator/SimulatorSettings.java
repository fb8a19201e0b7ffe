package stockchart.simulator;

import java.time.Clock;
import java.util.Optional;
import stockchart.settings.Settings;

/**
 * How prices are made up. Immutable.
 *
 * @param seed the same one gives the same prices at the same time of day; empty for another at each start
 */
public record SimulatorSettings(Optional<Integer> seed) {
    private static final String SEED = "STOCKCHART_SIMULATOR_SEED";

    /** @throws stockchart.settings.WrongSettingException naming the key and value that is wrong */
    public static SimulatorSettings from(Settings settings) {
        return new SimulatorSettings(settings.text(SEED).map(set -> settings.number(SEED, 0, 0, Integer.MAX_VALUE)));
    }

    /** The given seed, or one that differs from start to start. */
    long seed(Clock clock) {
        return seed.map(Integer::longValue).orElseGet(clock::millis);
    }
}
