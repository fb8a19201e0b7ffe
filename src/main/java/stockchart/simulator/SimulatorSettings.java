package stockchart.simulator;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The simulator's settings. Immutable.
 *
 * @param seed the same one gives the same prices at the same time; empty for the kept one, see {@link SimulatorSeed}
 * @param symbolLimit how many symbols a connection may subscribe to; a free Finnhub key allows 50
 * @param mute symbols of which the socket sends no trades, although their quotes move on
 * @param isMarketClosed whether the US market is closed, from the day of the start on
 */
public record SimulatorSettings(Optional<Integer> seed, int symbolLimit, Set<Symbol> mute, boolean isMarketClosed) {
    private static final String SEED = "STOCKCHART_SIMULATOR_SEED";
    private static final String MUTE = "STOCKCHART_SIMULATOR_MUTE";
    private static final String NONE = "none";
    /** Of these Finnhub's socket sent no trades while their quotes were fresh. */
    private static final String OFTEN_MUTE = "LOW,OVV,VOD";

    public SimulatorSettings {
        mute = Set.copyOf(mute);
    }

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static SimulatorSettings from(Settings settings) {
        return new SimulatorSettings(
                settings.text(SEED).map(set -> settings.number(SEED, 0, 0, Integer.MAX_VALUE)),
                settings.number("STOCKCHART_SIMULATOR_LIMIT", 50, 1, 10_000),
                mute(settings),
                settings.flag("STOCKCHART_SIMULATOR_CLOSED", false));
    }

    /** The same with a seed: the configured one, otherwise this one. */
    SimulatorSettings seeded(IntSupplier otherwise) {
        return new SimulatorSettings(Optional.of(seed.orElseGet(otherwise::getAsInt)), symbolLimit, mute, isMarketClosed);
    }

    private static Set<Symbol> mute(Settings settings) {
        if (settings.text(MUTE, OFTEN_MUTE).equals(NONE)) {
            return Set.of();
        }
        Instruments instruments = Instruments.load();
        return new TreeSet<>(settings.list(MUTE, OFTEN_MUTE, value -> Optional.of(value).filter(Symbol::isWellFormed)
                .map(Symbol::new).filter(symbol -> instruments.find(symbol).isPresent())
                .orElseThrow(() -> WrongSettingException.of(MUTE, value,
                        "symbols that the simulator trades, separated by commas, or " + NONE))));
    }
}
