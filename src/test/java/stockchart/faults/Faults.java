package stockchart.faults;

import java.util.List;
import java.util.Optional;
import stockchart.feed.FinnhubModel;
import stockchart.feed.FinnhubModel.Handshake;
import stockchart.feed.FinnhubModelLink;
import stockchart.testing.ChanceExecutor;
import stockchart.testing.Dice;

/** Draws what goes wrong next, and lets it pass again. Confined to the test's thread. */
final class Faults {
    /** About 1 MB of trades in one message, many times what a tape holds. */
    private static final int HUGE = 19_000;

    private final FinnhubModel finnhub;
    private final ChanceExecutor executor;
    private final ChanceExecutor dialling;
    private final Runnable redeploy;
    private final Dice dice;
    private long now;
    private long handshakesUntil;
    private long tripledUntil;
    private long sendsUntil;
    private long busyUntil;
    private boolean hugeSent;

    /** @param redeploy stops the feed, at whatever stage it is, and starts another one */
    Faults(FinnhubModel finnhub, ChanceExecutor executor, ChanceExecutor dialling, Runnable redeploy, Dice dice) {
        this.finnhub = finnhub;
        this.executor = executor;
        this.dialling = dialling;
        this.redeploy = redeploy;
        this.dice = dice;
    }

    /** How long a task waits for a thread, in milliseconds: not at all, or while the machine is busy up to 2 s. */
    int threadMillis() {
        return now < busyUntil ? dice.below(2_000) : dice.below(30);
    }

    void step(long millis) {
        now = millis;
        if (dice.chance(0.015)) {
            begin();
        }
        apply();
    }

    /** Nothing goes wrong any more. */
    void end() {
        handshakesUntil = 0;
        tripledUntil = 0;
        sendsUntil = 0;
        busyUntil = 0;
        for (ChanceExecutor threads : List.of(executor, dialling)) {
            threads.reject(0);
            threads.lose(0);
        }
        apply();
    }

    private void apply() {
        finnhub.handshake = now < handshakesUntil ? finnhub.handshake : Handshake.GOOD;
        finnhub.tripled = now < tripledUntil;
        finnhub.sendsInTrouble = now < sendsUntil;
    }

    private void begin() {
        switch (dice.below(16)) {
            case 0, 1 -> finnhub.open().ifPresent(link -> link.drop(Optional.of(dice.below(15_000))));
            case 2 -> finnhub.open().ifPresent(link -> link.drop(Optional.empty()));
            case 3 -> finnhub.open().ifPresent(link -> link.stall(dice.below(25_000)));
            case 4 -> {
                finnhub.handshake = dice.pick(List.of(Handshake.values()));
                handshakesUntil = now + dice.below(12_000);
            }
            case 5 -> tripledUntil = now + dice.below(5_000);
            case 6 -> sendsUntil = now + dice.below(10_000);
            case 7 -> busyUntil = now + dice.below(5_000);
            case 8 -> executor.reject(dice.between(1, 5));
            case 9 -> huge();
            case 10 -> pick().failWithErrors(dice.between(1, 5));
            case 11 -> pick().lose(dice.between(1, 3));
            case 12 -> redeploy.run();
            case 13 -> finnhub.open().ifPresent(FinnhubModelLink::freeze);
            default -> finnhub.talkNonsense();
        }
    }

    private ChanceExecutor pick() {
        return dice.chance(0.7) ? executor : dialling;
    }

    private void huge() {
        if (!hugeSent) {
            hugeSent = true;
            finnhub.trade(HUGE);
        }
    }
}
