package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.hub.Polling.Candidate;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;

class PollPlanTest {
    /** Seconds between two quotes of a chart and of a row, 0 where there is none. */
    @ParameterizedTest(name = "{0} charts, {1} rows, {2} a minute")
    @CsvSource({"1, 0, 40, 5, 0", "4, 0, 40, 6, 0", "10, 0, 40, 15, 0", "0, 1, 40, 0, 5", "0, 10, 40, 0, 15", "2, 6, 40, 6, 20",
        "3, 50, 40, 30, 90", "1, 70, 40, 40, 120", "80, 0, 40, 120, 0", "1, 0, 1, 60, 0", "2, 0, 1, 120, 0"})
    void intervalsFollowFromTheRequestsThatAreLeft(int charts, int rows, int perMinute, int chart, int row) {
        Map<Symbol, Long> plan = PollPlan.of(candidates(charts, rows), perMinute);
        assertEquals(charts + rows, plan.size());
        plan.forEach((symbol, every) -> assertEquals(symbol.value().startsWith("C") ? chart : row, every / 1_000, symbol.value()));
        assertTrue(requestsPerMinute(plan) <= perMinute, "more than there are");
    }

    @Test
    void lastOnesAreLeftOutWhenThereAreTooMany() {
        Map<Symbol, Long> plan = PollPlan.of(candidates(10, 1_000), 40);
        assertEquals(80, plan.size());
        assertTrue(plan.containsKey(new Symbol("C9")) && plan.containsKey(new Symbol("R69")) && !plan.containsKey(new Symbol("R70")));
        assertTrue(requestsPerMinute(plan) <= 40);
    }

    @ParameterizedTest(name = "{0} wait, {1} are checked")
    @CsvSource({"79, 1, 79, 1", "1000, 1, 79, 1", "1000, 50, 60, 20", "70, 50, 60, 20", "40, 50, 40, 40"})
    void longLineLeavesRoomForChecks(int waiting, int checked, int polled, int checks) {
        List<Candidate> candidates = candidates(waiting, 0);
        for (int i = 0; i < checked; i++) {
            candidates.add(new Candidate(new Symbol("S" + i), Role.CHART, true));
        }
        Map<Symbol, Long> plan = PollPlan.of(candidates, 40);
        assertEquals(polled, plan.keySet().stream().filter(symbol -> symbol.value().startsWith("C")).count());
        assertEquals(checks, plan.keySet().stream().filter(symbol -> symbol.value().startsWith("S")).count());
        assertTrue(plan.containsKey(new Symbol("C" + (polled - 1))), "the first of the line");
        assertTrue(plan.containsKey(new Symbol("S" + (checks - 1))), "the first of the checks");
        assertTrue(requestsPerMinute(plan) <= 40);
    }

    private static double requestsPerMinute(Map<Symbol, Long> plan) {
        return plan.values().stream().mapToDouble(every -> 60_000.0 / every).sum();
    }

    private static List<Candidate> candidates(int charts, int rows) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < charts; i++) {
            candidates.add(new Candidate(new Symbol("C" + i), Role.CHART, false));
        }
        for (int i = 0; i < rows; i++) {
            candidates.add(new Candidate(new Symbol("R" + i), Role.ROW, false));
        }
        return candidates;
    }
}
