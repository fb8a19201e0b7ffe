package stockchart.http;

import java.time.Duration;

/** The heads of requests that arrive at a listener of a server that does not limit their time itself. Any thread. */
public interface RequestHeads {
    /** From its first byte to its last. */
    Duration LIMIT = Duration.ofSeconds(10);

    /** Ends the connections whose heads are overdue. To be called twice a second. */
    void sweep();

    /** Watches no longer. */
    void close();
}
