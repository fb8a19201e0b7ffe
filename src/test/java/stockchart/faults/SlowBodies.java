package stockchart.faults;

import stockchart.quotes.MarketRig;
import stockchart.quotes.MarketRig.Answers;
import stockchart.testing.ChanceExecutor;
import stockchart.testing.Dice;

/** Faults of REST exchanges, each for a while: answers that trickle or fail, threads that are not there. Confined to the test. */
final class SlowBodies {
    private static final int LONGEST_MILLIS = 20_000;

    private final MarketRig market;
    private final ChanceExecutor fetching;
    private final Dice dice;
    private long until;

    SlowBodies(MarketRig market, ChanceExecutor fetching, Dice dice) {
        this.market = market;
        this.fetching = fetching;
        this.dice = dice;
    }

    void step(long millis) {
        if (millis >= until) {
            market.answers = Answers.GOOD;
        }
        if (dice.chance(0.003)) {
            switch (dice.below(5)) {
                case 0, 1 -> begin(Answers.TRICKLING, millis);
                case 2 -> begin(Answers.FAILING, millis);
                case 3 -> fetching.failWithErrors(dice.between(1, 3));
                default -> fetching.lose(dice.between(1, 2));
            }
        }
    }

    /** Nothing goes wrong any more. */
    void end() {
        market.answers = Answers.GOOD;
        fetching.reject(0);
        fetching.lose(0);
    }

    private void begin(Answers answers, long millis) {
        market.answers = answers;
        until = millis + dice.below(LONGEST_MILLIS);
    }
}
