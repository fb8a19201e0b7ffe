package stockchart.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import stockchart.client.protocol.CommandCodec;
import stockchart.client.protocol.CommandCodec.ClientCommand;
import stockchart.client.protocol.CommandCodec.ClientCommand.Subscribe;
import stockchart.client.protocol.CommandCodec.ClientCommand.Unsubscribe;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.ErrorReply;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.Subscription;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub;
import stockchart.market.Symbol;
import stockchart.platform.websocket.OutboundMessage;

/**
 * Carries out one client's commands: which symbols it watches, and the replies, errors included.
 *
 * <p>Commands come from container threads, one at a time; a symbol that Finnhub refuses later comes from a dispatch thread.
 */
final class CommandExecutor {
    private final ClientSession client;
    private final SubscriptionHub hub;
    private final Outbox outbox;
    private final int mostSymbols;

    /** @param mostSymbols how many the client may watch at once */
    CommandExecutor(ClientSession client, SubscriptionHub hub, Outbox outbox, int mostSymbols) {
        this.client = client;
        this.hub = hub;
        this.outbox = outbox;
        this.mostSymbols = mostSymbols;
    }

    /** Carries out one message of the client, or replies why not. */
    void carryOut(String text) {
        try {
            ClientCommand command = CommandCodec.parse(text, client.dialect());
            if (command instanceof Subscribe subscribe) {
                subscribe(subscribe);
            } else if (command instanceof Unsubscribe unsubscribe) {
                unsubscribe(unsubscribe);
            }
        } catch (CommandCodec.BadMessageException bad) {
            client.refuse(ErrorReply.badMessage(bad));
        }
    }

    /** A subscription has lost its slot, or Finnhub does not carry its symbol: the client is told once. */
    void stateChanged(Subscription subscription) {
        switch (subscription.state()) {
            case WAITING -> leave(subscription);
            case REFUSED -> refuse(subscription, outbox.noteRefusal(subscription));
            case ENDED -> refuse(subscription, outbox.remove(subscription));
            case STREAMED -> { }
        }
    }

    /** A client does not wait for a slot: it is sent the limit error and has to subscribe again. */
    private void leave(Subscription subscription) {
        if (outbox.remove(subscription)) {
            hub.unsubscribe(subscription);
            symbolLimit(subscription.symbol());
        }
    }

    private void refuse(Subscription subscription, boolean isUnknown) {
        if (isUnknown) {
            client.refuse(ErrorReply.symbolRefused(subscription.symbol()));
        }
    }

    private void subscribe(Subscribe command) {
        if (!Symbol.isWellFormed(command.symbol())) {
            client.refuse(ErrorReply.unknownSymbol(command.symbol()));
            return;
        }
        Symbol symbol = new Symbol(command.symbol());
        if (outbox.symbols() >= mostSymbols && !outbox.watches(symbol)) {
            client.refuse(ErrorReply.clientLimit(symbol, mostSymbols));
            return;
        }
        Subscription subscription = hub.subscribe(client, symbol);
        if (subscription.state() == State.WAITING) {
            // A subscription that has just lost its slot may still have a cursor.
            outbox.remove(symbol);
            hub.unsubscribe(subscription);
            symbolLimit(symbol);
        } else if (subscription.state() != State.ENDED) {
            join(subscription, command);
        }
    }

    private void join(Subscription subscription, Subscribe command) {
        if (client.dialect() == Dialect.V1) {
            List<Supplier<OutboundMessage>> reply = new ArrayList<>();
            reply.add(outbox.join(subscription, command.after()));
            command.candles().forEach(asked ->
                    reply.add(() -> MessageCodec.candles(subscription, asked.interval(), asked.from())));
            client.answer(reply);
        } else if (!outbox.watches(subscription.symbol())) {
            outbox.joinAtEnd(subscription);
            client.changed();
        }
        // Its state may have changed before the cursor was added, when the signal found no cursor.
        stateChanged(subscription);
    }

    private void unsubscribe(Unsubscribe command) {
        if (!Symbol.isWellFormed(command.symbol())) {
            client.refuse(ErrorReply.unknownSymbol(command.symbol()));
            return;
        }
        outbox.remove(new Symbol(command.symbol())).ifPresent(hub::unsubscribe);
        if (client.dialect() == Dialect.V1) {
            client.answer(List.of(() -> new OutboundMessage(MessageCodec.unsubscribed(command.symbol()))));
        }
    }

    private void symbolLimit(Symbol symbol) {
        client.refuse(ErrorReply.symbolLimit(symbol, hub.slots()));
    }
}
