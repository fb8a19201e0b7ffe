package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Browsers that come and go at random: some close the page, some lose their network, some stop reading for a while; those
 * that return resume from their last trade.
 */
final class Visitors implements EventLoop.Ticker {
    private static final int LONGEST_STAY_SECONDS = 60;
    private static final int LONGEST_PAUSE_SECONDS = 15;

    /** One browser and when it does something next. */
    private record Plan(Browser browser, long due) {}

    private final List<Browser> browsers = new ArrayList<>();
    private final PriorityQueue<Plan> plans = new PriorityQueue<>(Comparator.comparingLong(Plan::due));
    private final Random random;
    private boolean going;

    Visitors(Browser.Deps deps, int count, int symbols, Random random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            browsers.add(new Browser(deps, i % symbols));
        }
    }

    /** Starts connecting and disconnecting browsers. */
    void start() {
        going = true;
        long now = System.nanoTime();
        browsers.forEach(browser -> plans.add(new Plan(browser, now + upTo(LONGEST_PAUSE_SECONDS))));
    }

    /** Connected browsers stay, and no others connect. */
    void freeze() {
        going = false;
        plans.clear();
        browsers.stream().filter(Browser::isStalled).forEach(Browser::unstall);
    }

    /** Disconnects all. */
    void leave() throws IOException {
        for (Browser browser : browsers) {
            if (browser.isOpen()) {
                browser.drop();
            }
        }
    }

    int count(Predicate<Browser> which) {
        return (int) browsers.stream().filter(which).count();
    }

    @Override
    public long tick(long now) throws IOException {
        while (going && plans.peek().due() - now <= 0) {
            Browser browser = plans.remove().browser();
            plans.add(new Plan(browser, now + act(browser)));
        }
        return going ? plans.peek().due() : Long.MAX_VALUE;
    }

    /** Does something and returns for how long; nanoseconds. */
    private long act(Browser browser) throws IOException {
        if (!browser.isOpen()) {
            browser.connect(0);
            return upTo(LONGEST_STAY_SECONDS);
        }
        if (browser.isStalled()) {
            browser.unstall();
            return upTo(LONGEST_STAY_SECONDS);
        }
        switch (random.nextInt(4)) {
            case 0 -> browser.stall();
            case 1 -> browser.drop();
            default -> browser.closeNormally();
        }
        return upTo(LONGEST_PAUSE_SECONDS);
    }

    private long upTo(int seconds) {
        return TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(seconds * 1_000));
    }
}
