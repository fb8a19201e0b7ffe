package stockchart.metrics;

import java.util.function.IntSupplier;
import stockchart.browser.Refused;
import stockchart.browser.SendCounts;
import stockchart.feed.FeedCounters;
import stockchart.rest.RestCounters;
import stockchart.subscription.Subscriptions;

/** Where the numbers come from. Immutable; what it names may be read by any thread. */
record Sources(IntSupplier browsers, Refused refused, SendCounts sends, Subscriptions subscriptions, FeedCounters feed,
        RestCounters rest) {}
