package stockchart.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import stockchart.client.protocol.CandleCodec;
import stockchart.client.protocol.ClientCommand.CandlesAsked;
import stockchart.client.protocol.ClientCommand.Position;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.Subscription;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.tape.Tape;
import stockchart.tape.TapeSlice;

/**
 * Where one client stands on one tape. <b>Confined</b> to the client's send loop once made; its subscription is immutable.
 */
final class Cursor {
    /** The most trades a first answer carries; a resume carries whatever is missing. */
    static final int SNAPSHOT = 1_000;

    private final Subscription subscription;
    private final Optional<Position> after;
    private boolean live;
    private long position;
    /** Guarded by the monitor of {@link Cursors}. */
    private int refusalsTold;

    private Cursor(Subscription subscription, Optional<Position> after) {
        this.subscription = subscription;
        this.after = after;
    }

    /** A cursor that first takes what is known, or what follows the named place. */
    static Cursor joining(Subscription subscription, Optional<Position> after) {
        return new Cursor(subscription, after);
    }

    /** A cursor that takes only what is traded from now on. */
    static Cursor atEnd(Subscription subscription) {
        Cursor cursor = new Cursor(subscription, Optional.empty());
        cursor.live = true;
        cursor.position = subscription.tape().released();
        return cursor;
    }

    Subscription subscription() {
        return subscription;
    }

    /** Says whether the last of so many refusals has not been told to the client yet; it then counts as told. */
    boolean noteRefusal(int refusals) {
        boolean isNew = refusals > refusalsTold;
        refusalsTold = refusals;
        return isNew;
    }

    /** Says whether the tape has grown beyond this cursor, once it has joined. */
    boolean isBehind() {
        return live && subscription.tape().released() > position;
    }

    /** What is new; the cursor stands behind it afterwards. */
    TapeSlice take() {
        return moveTo(subscription.tape().slice(position, Integer.MAX_VALUE));
    }

    /** What a subscribing client is answered: its first trades, then the candles it asked for. */
    List<Supplier<OutboundMessage>> answer(List<CandlesAsked> candles) {
        List<Supplier<OutboundMessage>> texts = new ArrayList<>();
        texts.add(this::join);
        candles.forEach(asked -> texts.add(() -> CandleCodec.candles(subscription, asked.interval(), asked.from())));
        return texts;
    }

    /** The first answer; the cursor is live afterwards. */
    private OutboundMessage join() {
        Tape tape = subscription.tape();
        live = true;
        if (after.isEmpty()) {
            return MessageCodec.subscribed(moveTo(tape.slice(0, SNAPSHOT)), false);
        }
        boolean known = after.get().epoch() == tape.epoch() && after.get().seq() <= tape.released();
        long from = known ? after.get().seq() : 0;
        return MessageCodec.subscribed(moveTo(tape.slice(from, Integer.MAX_VALUE)), !known);
    }

    private TapeSlice moveTo(TapeSlice slice) {
        position = slice.end();
        return slice;
    }
}
