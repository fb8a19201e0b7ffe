package stockchart.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Assertion errors that the code under test would catch: kept here, and thrown again outside of it. Confined to the test's thread.
 */
public final class Violations {
    private final List<Throwable> found = new ArrayList<>();

    /** Runs a check; what it throws is kept, and thrown on. */
    public void check(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError violation) {
            found.add(violation);
            throw violation;
        }
    }

    /** Fails if a check has failed. */
    public void verify() {
        if (!found.isEmpty()) {
            throw new AssertionError("Found before: " + found.get(0).getMessage(), found.get(0));
        }
    }
}
