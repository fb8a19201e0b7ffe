package stockchart.bench.peers;

import java.util.Locale;

/** Starts one of the peers: {@code java -cp … stockchart.bench.peers.Peer <netty|vertx|undertow> <port> <address of Finnhub>}. */
public final class Peer {
    private Peer() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        switch (arguments[0].toLowerCase(Locale.ROOT)) {
            case "netty" -> NettyPeer.start(port, arguments[2]);
            case "vertx" -> VertxPeer.start(port, arguments[2]);
            case "undertow" -> UndertowPeer.start(port, arguments[2]);
            default -> throw new IllegalArgumentException("No peer " + arguments[0]);
        }
    }
}
