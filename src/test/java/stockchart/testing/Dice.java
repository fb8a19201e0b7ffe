package stockchart.testing;

import java.util.List;
import java.util.Random;

/** Chance that its seed repeats. Confined to one thread: each further thread gets a {@linkplain #fork() fork}. */
public final class Dice {
    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** Returns true in this share of all cases. */
    public boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** A number from 0 to 1, 1 excluded. */
    public double share() {
        return random.nextDouble();
    }

    /** A whole number from 0 to one below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A whole number, both ends included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One of several. */
    public <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    /** Dice of their own, so that the throws of one do not depend on how often another one throws. */
    public Dice fork() {
        return new Dice(random.nextLong());
    }
}
