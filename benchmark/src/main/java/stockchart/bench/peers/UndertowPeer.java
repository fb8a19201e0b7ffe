package stockchart.bench.peers;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.Set;
import org.xnio.Options;

/** With Undertow, the server inside WildFly, without WildFly. */
final class UndertowPeer {
    private static final int BACKLOG = 4_096;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private UndertowPeer() {}

    static void start(int port, String finnhub) {
        FanOut<WebSocketChannel> fanOut = new FanOut<>(finnhub, UndertowPeer::send);
        Undertow.builder().addHttpListener(port, "127.0.0.1").setSocketOption(Options.BACKLOG, BACKLOG)
                .setHandler(Handlers.path(exchange -> exchange.setStatusCode(fanOut.isConnected() ? OK : UNAVAILABLE).endExchange())
                        .addExactPath("/prices", Handlers.websocket((exchange, browser) -> {
                            browser.getReceiveSetter().set(new Commands(fanOut));
                            browser.addCloseTask(fanOut::left);
                            browser.resumeReceives();
                        }))).build().start();
    }

    private static void send(Set<WebSocketChannel> browsers, String text) {
        browsers.forEach(browser -> WebSockets.sendText(text, browser, null));
    }

    private static final class Commands extends AbstractReceiveListener {
        private final FanOut<WebSocketChannel> fanOut;

        Commands(FanOut<WebSocketChannel> fanOut) {
            this.fanOut = fanOut;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel browser, BufferedTextMessage text) {
            fanOut.received(browser, text.getData());
        }
    }
}
