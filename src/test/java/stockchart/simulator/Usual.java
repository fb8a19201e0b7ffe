package stockchart.simulator;

import java.util.Optional;
import java.util.Set;

/** Settings of a simulator that does nothing in particular. */
final class Usual {
    private Usual() {}

    static SimulatorSettings seed(int seed) {
        return new SimulatorSettings(Optional.of(seed), 50, Set.of(), false);
    }
}
