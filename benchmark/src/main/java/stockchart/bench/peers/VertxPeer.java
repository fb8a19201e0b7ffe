package stockchart.bench.peers;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.Set;

/** With Vert.x. */
final class VertxPeer {
    private static final int BACKLOG = 4_096;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private VertxPeer() {}

    static void start(int port, String finnhub) {
        FanOut<ServerWebSocket> fanOut = new FanOut<>(finnhub, VertxPeer::send);
        Vertx.vertx().createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port).setAcceptBacklog(BACKLOG))
                .requestHandler(request -> request.response().setStatusCode(fanOut.isConnected() ? OK : UNAVAILABLE).end())
                .webSocketHandler(browser -> {
                    browser.textMessageHandler(text -> fanOut.received(browser, text));
                    browser.closeHandler(closed -> fanOut.left(browser));
                }).listen();
    }

    private static void send(Set<ServerWebSocket> browsers, String text) {
        browsers.forEach(browser -> browser.writeTextMessage(text));
    }
}
