package stockchart.rest;

import java.time.Duration;

/** Refusals for tests in other packages. */
public final class Refusals {
    private Refusals() {}

    /** There were too many requests. */
    public static RestClient.BudgetException tooMany(Duration wait) {
        return new RestClient.BudgetException("HTTP 429", wait);
    }
}
