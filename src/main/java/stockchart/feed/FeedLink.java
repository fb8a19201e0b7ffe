package stockchart.feed;

import stockchart.container.TextSender;

/** One open connection to Finnhub. Any thread. */
interface FeedLink extends TextSender {
    /** Sends a WebSocket ping, so that nobody on the way takes the connection for unused. */
    void ping();

    /** Ends the connection and gives its socket back, whether the other side answers or not. */
    void close();
}
