package stockchart.feed;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import stockchart.container.SerialExecutor;

/**
 * Time, chance and threads for the feed.
 *
 * @param clock the time of day
 * @param nanoTime the monotonic clock
 * @param random a number from 0 to 1, 1 excluded, another on every call
 * @param lane runs the feed's decisions one at a time
 * @param dialling runs what has to wait for the network
 */
record FeedEnvironment(Clock clock, LongSupplier nanoTime, DoubleSupplier random, SerialExecutor lane, Executor dialling) {}
