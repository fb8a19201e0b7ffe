package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator.SimulatorSettings;
import stockchart.simulator.SimulatorFilter.SimulatorToken;
import stockchart.testing.ManualClock;

class SimulatorTokenTest {
    @ParameterizedTest
    @CsvSource({"simulator,true", "simulator-a1-B,true", "simulator-,false", "Simulator,false", "simulator1,false", "simulator-a b,false", "'',false"})
    void onlyTheSimulatorsOwnNamesAreTaken(String token, boolean valid) {
        assertEquals(valid, SimulatorToken.isValid(token));
    }

    @Test
    void missingTokenIsNotTaken() {
        assertFalse(SimulatorToken.isValid(null));
    }

    @Test
    void seedIsTheGivenOneOrTheTimeOfStart() {
        ManualClock clock = new ManualClock();
        assertEquals(42, SimulatorSettings.from(new Settings(key -> Optional.of("42"))).seed(clock));
        assertEquals(clock.millis(), SimulatorSettings.from(new Settings(key -> Optional.empty())).seed(clock));
    }
}
