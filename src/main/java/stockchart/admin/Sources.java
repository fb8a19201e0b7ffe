package stockchart.admin;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import stockchart.client.session.SendCounts;
import stockchart.feed.FeedCounters;
import stockchart.hub.HubStats;
import stockchart.platform.websocket.SendPaths;
import stockchart.rest.RestCounters;

/**
 * Where the numbers come from. Immutable; what it names may be read by any thread.
 *
 * @param refused handshakes by the reason, always the same reasons
 */
record Sources(IntSupplier clients, Supplier<Map<String, Long>> refused, SendCounts sends, SendPaths sendPaths,
        HubStats hub, FeedCounters feed, RestCounters rest) {}
