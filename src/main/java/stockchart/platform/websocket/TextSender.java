package stockchart.platform.websocket;

import java.util.Optional;
import java.util.function.Consumer;

/** Sends texts over one connection, one after the other. */
@FunctionalInterface
public interface TextSender {
    /**
     * Sends a text without waiting.
     *
     * @param done called once, with what went wrong if something did; may be called before this method returns, and a second time
     *     with a failure if sending threw all the same
     */
    void send(String text, Consumer<Optional<Throwable>> done);

    /** The same for a text that many are sent; a connection that can take the frame built once does. */
    default void send(OutboundMessage text, Consumer<Optional<Throwable>> done) {
        send(text.text(), done);
    }

    /** Who counts what is sent. */
    default SendMeter meter() {
        return SendMeter.NONE;
    }
}
