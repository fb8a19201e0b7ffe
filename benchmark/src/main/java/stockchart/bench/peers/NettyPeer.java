package stockchart.bench.peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** With Netty: the bytes of a message are shared by all its recipients. */
final class NettyPeer {
    private static final int BACKLOG = 4_096;
    private static final int MOST_BYTES = 65_536;

    private NettyPeer() {}

    static void start(int port, String finnhub) throws InterruptedException {
        FanOut<Channel> fanOut = new FanOut<>(finnhub, NettyPeer::send);
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        new ServerBootstrap().group(threads).channel(NioServerSocketChannel.class).option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST_BYTES),
                                new WebSocketServerProtocolHandler("/prices"), new Commands(fanOut), new Readiness(fanOut));
                    }
                }).bind(InetAddress.getLoopbackAddress(), port).sync();
    }

    private static void send(Set<Channel> browsers, String text) {
        TextWebSocketFrame frame = new TextWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        browsers.forEach(browser -> browser.writeAndFlush(frame.retainedDuplicate(), browser.voidPromise()));
        frame.release();
    }

    private static final class Commands extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final FanOut<Channel> fanOut;

        Commands(FanOut<Channel> fanOut) {
            this.fanOut = fanOut;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            fanOut.received(context.channel(), frame.text());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fanOut.left(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            context.close();
        }
    }

    private static final class Readiness extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final FanOut<Channel> fanOut;

        Readiness(FanOut<Channel> fanOut) {
            this.fanOut = fanOut;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            HttpResponseStatus status = fanOut.isConnected() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
