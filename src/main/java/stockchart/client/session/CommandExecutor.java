package stockchart.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.CommandCodec;
import stockchart.client.protocol.CommandCodec.ClientCommand;
import stockchart.client.protocol.CommandCodec.ClientCommand.Subscribe;
import stockchart.client.protocol.CommandCodec.ClientCommand.Unsubscribe;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.ErrorReply;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.Subscription;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.TokenBucket;
import stockchart.platform.websocket.OutboundMessage;

/**
 * Carries out one client's commands, within a rate limit: which symbols it watches, and the replies, errors included.
 *
 * <p>Commands come from container threads, one at a time; a symbol that Finnhub refuses later comes from a dispatch thread.
 */
final class CommandExecutor {
    private final ClientSession client;
    private final SubscriptionHub hub;
    private final Outbox outbox;
    private final ClientSettings settings;
    private final CommandLimit limit;

    /** @param now the monotonic clock, nanoseconds */
    CommandExecutor(ClientSession client, SubscriptionHub hub, Outbox outbox, ClientSettings settings, long now) {
        this.client = client;
        this.hub = hub;
        this.outbox = outbox;
        this.settings = settings;
        this.limit = new CommandLimit(settings.commands(), now);
    }

    /**
     * Carries out one message of the client, or replies why not; closes a client that continues after many refusals.
     *
     * @param now the monotonic clock, nanoseconds
     */
    void execute(String text, long now) {
        switch (limit.check(now)) {
            case ALLOWED -> execute(text);
            case REFUSED -> client.refuse(ErrorReply.tooFast(text, settings.commands()));
            case REFUSED_AGAIN -> refuseAgain(text);
            case ABUSED -> client.close(CloseReason.LIMITS_ABUSED);
        }
    }

    private void refuseAgain(String text) {
        // A flooding client gets fewer refusals than it sends commands, so that refusals do not fill the queue.
        if (outbox.replies() < Outbox.MAX_REPLIES / 2) {
            client.refuse(ErrorReply.tooFast(text, settings.commands()));
        }
    }

    private void execute(String text) {
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

    /** The subscription's prices come in another way now, or for another reason, or it has ended: sends the client one message. */
    void stateChanged(Subscription subscription) {
        switch (subscription.state()) {
            case REFUSED -> refuse(subscription, outbox.noteRefusal(subscription));
            case ENDED -> {
                if (outbox.remove(subscription)) {
                    client.refuse(ended(subscription));
                }
            }
            case STREAMED, WAITING -> limitReached(subscription);
        }
        if (client.dialect() == Dialect.V1) {
            outbox.noteTiers();
            client.changed();
        }
    }

    private ErrorReply ended(Subscription subscription) {
        return subscription.hadNoRoom() ? ErrorReply.symbolLimit(subscription.symbol(), hub.slots())
                : ErrorReply.symbolRefused(subscription.symbol());
    }

    /** A client of the plain dialect is sent the limit error when a symbol has no slot, once; the symbol waits nevertheless. */
    private void limitReached(Subscription subscription) {
        boolean isNew = outbox.noteWaiting(subscription, subscription.state() == State.WAITING);
        if (isNew && client.dialect() == Dialect.PLAIN) {
            client.refuse(ErrorReply.symbolLimit(subscription.symbol(), hub.slots()));
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
        if (!outbox.watches(symbol) && !hasRoom(command.role())) {
            client.refuse(ErrorReply.clientLimit(symbol, settings.symbols()));
            return;
        }
        Subscription subscription = hub.subscribe(client, symbol, command.role());
        if (subscription.hadNoRoom()) {
            client.refuse(ErrorReply.symbolLimit(symbol, hub.slots()));
        } else if (subscription.state() != State.ENDED) {
            join(subscription, command);
        }
    }

    /** A client may have one chart beside a full watchlist. */
    private boolean hasRoom(Role role) {
        int charts = outbox.charts() + (role == Role.CHART ? 1 : 0);
        return outbox.symbols() < settings.symbols() + (charts == 1 ? 1 : 0);
    }

    private void join(Subscription subscription, Subscribe command) {
        if (client.dialect() == Dialect.V1) {
            List<Supplier<OutboundMessage>> reply = new ArrayList<>();
            reply.add(outbox.join(subscription, command.after()));
            command.candles().forEach(asked ->
                    reply.add(() -> MessageCodec.candles(subscription, asked.interval(), asked.from())));
            boolean isForCandles = !command.candles().isEmpty();
            client.answer(reply, now -> !isForCandles || !subscription.awaitsPast(now));
        } else if (!outbox.watches(subscription.symbol())) {
            outbox.joinAtStart(subscription);
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

    /**
     * Rate limit for commands: enough for a program that subscribes to everything at once, too few to do harm. A client that goes
     * on for long after being refused is closed.
     *
     * <p>Any thread.
     */
    static final class CommandLimit {
        /** Programs are known to send more than 50 subscriptions at once when they connect. */
        static final int BURST = 100;
        /** How many refusals are tolerated at once; after that, as many per second as commands are allowed. */
        static final int REFUSALS = 400;

        /** What happens to a command. */
        enum Verdict {
            ALLOWED,
            /** The first one refused since a command was allowed. */
            REFUSED,
            REFUSED_AGAIN,
            ABUSED
        }

        private final TokenBucket commands;
        private final TokenBucket refusals;
        private final AtomicBoolean refusing = new AtomicBoolean();

        /**
         * @param perSecond the steady rate, at most {@link #BURST}
         * @param now the monotonic clock, nanoseconds
         */
        CommandLimit(int perSecond, long now) {
            commands = new TokenBucket(BURST, perSecond, now);
            refusals = new TokenBucket(REFUSALS, perSecond, now);
        }

        /** @param now the monotonic clock, nanoseconds */
        Verdict check(long now) {
            if (commands.take(now)) {
                refusing.set(false);
                return Verdict.ALLOWED;
            }
            if (!refusals.take(now)) {
                return Verdict.ABUSED;
            }
            return refusing.getAndSet(true) ? Verdict.REFUSED_AGAIN : Verdict.REFUSED;
        }
    }
}
