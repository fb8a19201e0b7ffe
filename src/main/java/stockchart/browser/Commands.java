package stockchart.browser;

import java.util.List;
import stockchart.browser.BrowserCommand.Subscribe;
import stockchart.browser.BrowserCommand.Unsubscribe;
import stockchart.container.OutgoingText;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub;
import stockchart.market.Symbol;

/**
 * Carries out what one client asks for: which symbols it watches, and what it is answered, refusals included.
 *
 * <p>Commands come from the container, one at a time; a symbol that Finnhub refuses later comes from a dispatch thread.
 */
final class Commands {
    private final BrowserSession client;
    private final SubscriptionHub hub;
    private final Cursors cursors;
    private final int mostSymbols;

    /** @param mostSymbols how many the client may watch at once */
    Commands(BrowserSession client, SubscriptionHub hub, Cursors cursors, int mostSymbols) {
        this.client = client;
        this.hub = hub;
        this.cursors = cursors;
        this.mostSymbols = mostSymbols;
    }

    /** Carries out one message of the client, or answers why not. */
    void carryOut(String text) {
        try {
            BrowserCommand command = CommandCodec.parse(text, client.dialect());
            if (command instanceof Subscribe subscribe) {
                subscribe(subscribe);
            } else if (command instanceof Unsubscribe unsubscribe) {
                unsubscribe(unsubscribe);
            }
        } catch (BadMessageException bad) {
            client.refuse(Refusal.badMessage(bad));
        }
    }

    /** The feed cannot carry a symbol that was subscribed to: the client is told once, unless it has left it meanwhile. */
    void refused(Subscription subscription) {
        boolean toTell = subscription.isRefused() ? cursors.remove(subscription) : cursors.noteRefusal(subscription);
        if (toTell && subscription.isCarriable()) {
            symbolLimit(subscription.symbol());
        } else if (toTell) {
            client.refuse(Refusal.symbolRefused(subscription.symbol()));
        }
    }

    private void subscribe(Subscribe command) {
        if (!Symbol.isWellFormed(command.symbol())) {
            client.refuse(Refusal.unknownSymbol(command.symbol()));
            return;
        }
        Symbol symbol = new Symbol(command.symbol());
        if (cursors.size() >= mostSymbols && !cursors.contains(symbol)) {
            client.refuse(Refusal.clientLimit(symbol, mostSymbols));
            return;
        }
        hub.subscribe(client, symbol).ifPresentOrElse(
                subscription -> join(subscription, command), () -> findNoSlot(symbol));
    }

    private void findNoSlot(Symbol symbol) {
        // One that Finnhub has just refused may still be here: whoever is told of the limit gets no more trades.
        cursors.remove(symbol);
        symbolLimit(symbol);
    }

    private void join(Subscription subscription, Subscribe command) {
        if (client.dialect() == Dialect.V1) {
            Cursor cursor = Cursor.joining(subscription, command.after());
            cursors.put(cursor);
            client.answer(cursor.answer(command.candles()));
        } else if (!cursors.contains(subscription.symbol())) {
            cursors.put(Cursor.atEnd(subscription));
            client.changed();
        }
        if (subscription.isRefused() || !subscription.isCarriable()) {
            // Finnhub refused the symbol before, or while it was joined: then whoever comes second tells the client.
            refused(subscription);
        }
    }

    private void unsubscribe(Unsubscribe command) {
        if (!Symbol.isWellFormed(command.symbol())) {
            client.refuse(Refusal.unknownSymbol(command.symbol()));
            return;
        }
        cursors.remove(new Symbol(command.symbol())).ifPresent(cursor -> hub.unsubscribe(cursor.subscription()));
        if (client.dialect() == Dialect.V1) {
            client.answer(List.of(() -> new OutgoingText(MessageCodec.unsubscribed(command.symbol()))));
        }
    }

    private void symbolLimit(Symbol symbol) {
        client.refuse(Refusal.symbolLimit(symbol, hub.slots()));
    }
}
