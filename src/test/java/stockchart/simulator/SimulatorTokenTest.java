package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.simulator.SimulatorFilter.SimulatorToken;

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
}
