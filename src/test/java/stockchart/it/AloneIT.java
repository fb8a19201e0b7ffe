package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerHeap;

/** A server without a cluster pays nothing for that there could be one. */
@ServerDependent
class AloneIT extends OnLiveServer {
    @Test
    void noClassOfRedisIsLoaded() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("ALONE");
            client.next("subscribed");
            FEED.awaitCommand("subscribe", "ALONE");
            FEED.trade(row("ALONE", 10, System.currentTimeMillis(), 1));
            client.next("trade");
        }
        List<String> classes = ServerHeap.classes("live");
        assertTrue(classes.contains("stockchart.hub.Subscriptions"), () -> classes.size() + " classes, none of them of the hub");
        // Without an address, there is nothing but what looks for one.
        Set<String> ofANode = Set.of("ClusterNode", "NodeParts", "LeaseProtocol", "LogFollower", "TradePublisher", "HolderDuties",
                "redis.RedisLink", "redis.RedisClusterStore");
        assertEquals(List.of(), classes.stream().filter(name -> name.startsWith("redis.")
                || ofANode.contains(name.replaceFirst("stockchart\\.cluster\\.", ""))).toList());
    }
}
