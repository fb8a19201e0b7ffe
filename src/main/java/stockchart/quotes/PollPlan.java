package stockchart.quotes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stockchart.hub.Polling.Candidate;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;

/**
 * How often each symbol's quote is fetched: as often as the requests allow, charts three times as often as everything else, nothing
 * oftener than every 5 s or more seldom than every 2 minutes. If not even that is possible for all, the last ones are left out; but
 * a quarter is for symbols that are merely checked, because one of them may hold a slot that it makes no use of.
 * Stateless; any thread.
 */
final class PollPlan {
    static final int SHORTEST = 5;
    static final int LONGEST = 120;
    /** Seconds between two quotes of a row for each second of a chart's. */
    private static final int ROW = 3;
    private static final int MINUTE = 60;
    /** One of so many is for checks, if there are that many. */
    private static final int CHECKS = 4;
    /** The intervals that are used, in seconds: few, so that one symbol more or less does not change all of them. */
    private static final TreeSet<Integer> STEPS =
            new TreeSet<>(List.of(5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 105, LONGEST));

    private PollPlan() {}

    /**
     * The intervals, in milliseconds.
     *
     * @param candidates the most important first
     * @param perMinute how many requests may be made in a minute, 1 or more
     */
    static Map<Symbol, Long> of(List<Candidate> candidates, int perMinute) {
        int most = LONGEST / MINUTE * perMinute;
        List<Candidate> some = candidates.size() <= most ? candidates : first(candidates, most);
        long charts = some.stream().filter(PollPlan::isChart).count();
        long rows = some.size() - charts;
        double interval = MINUTE * (charts + rows / (double) ROW) / perMinute;
        if (ROW * interval > LONGEST) {
            double left = perMinute - rows * MINUTE / (double) LONGEST;
            interval = left <= 0 ? LONGEST : Math.min(LONGEST, MINUTE * charts / left);
        }
        long chart = step(interval);
        long row = step(ROW * Math.max(interval, SHORTEST / (double) ROW));
        Map<Symbol, Long> intervals = new LinkedHashMap<>();
        some.forEach(candidate -> intervals.put(candidate.symbol(), isChart(candidate) ? chart : row));
        return intervals;
    }

    private static List<Candidate> first(List<Candidate> candidates, int most) {
        List<Candidate> checks = candidates.stream().filter(Candidate::isCheck).toList();
        int others = Math.min(candidates.size() - checks.size(), most - Math.min(checks.size(), most / CHECKS));
        return Stream.concat(candidates.stream().filter(candidate -> !candidate.isCheck()).limit(others),
                checks.stream().limit(most - others)).toList();
    }

    private static boolean isChart(Candidate candidate) {
        return candidate.role() == Role.CHART && !candidate.isCheck();
    }

    /** The next longer one of the steps, in milliseconds. */
    private static long step(double seconds) {
        Integer step = STEPS.ceiling((int) Math.ceil(Math.min(LONGEST, seconds)));
        return TimeUnit.SECONDS.toMillis(step);
    }
}
