package stockchart.client.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.Goodbye;
import stockchart.client.protocol.MessageCodec;
import stockchart.client.protocol.Refusal;
import stockchart.container.ClientConnection;
import stockchart.container.FrameGuard;
import stockchart.container.FrameViolation;
import stockchart.container.OutgoingText;
import stockchart.container.PongReply;
import stockchart.container.SendLoop;
import stockchart.hub.Subscriber;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub;

/**
 * One client's connection, from its opening to its end: sends it answers and what lies between its cursors and the ends of their
 * tapes, whenever it can take it. What the client asks for is carried out by its {@link Commands}.
 *
 * <p>Commands come from the container, one at a time; signals from dispatch threads; {@link #watch} from the sweep.
 */
public final class BrowserSession implements Subscriber, FrameGuard.Listener {
    private final ClientConnection connection;
    private final Dialect dialect;
    private final String address;
    private final SubscriptionHub hub;
    private final BrowserSettings settings;
    private final LongSupplier nanoTime;
    private final Consumer<BrowserSession> onClosed;
    private final SendLoop loop;
    private final Farewell farewell;
    private final CommandLimit commandLimit;
    private final Heartbeats heartbeats;
    private final FrameGuard guard;
    private final PongReply pongs;
    private final Cursors cursors = new Cursors();
    private final Answers answers = new Answers();
    private final News news;
    private final Commands commands;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Null while open, and when the client has ended the session. */
    private volatile Goodbye ending;
    /** What has failed on our side, null if nothing has. */
    private volatile Throwable failure;

    /**
     * @param address what the client counts for
     * @param nanoTime the monotonic clock, nanoseconds
     * @param onClosed told once, however the session ends
     */
    BrowserSession(ClientConnection connection, Dialect dialect, String address, SubscriptionHub hub, BrowserSettings settings,
            LongSupplier nanoTime,
            Consumer<BrowserSession> onClosed) {
        this.connection = connection;
        this.dialect = dialect;
        this.address = address;
        this.hub = hub;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
        this.news = new News(hub, nanoTime);
        this.commands = new Commands(this, hub, cursors, settings.symbols());
        this.loop = new SendLoop(connection, this::next, this::sendingFailed, nanoTime);
        this.commandLimit = new CommandLimit(settings.commands(), nanoTime.getAsLong());
        this.heartbeats = new Heartbeats(nanoTime.getAsLong());
        this.guard = new FrameGuard(settings.sendDeadline(), this, nanoTime);
        this.pongs = new PongReply(connection::pong);
        this.farewell = new Farewell(connection, loop, heartbeats);
    }

    /** From now on signals lead to messages. */
    void open() {
        hub.register(this);
        if (closed.get()) {
            // It was closed meanwhile; who closed it may have come to the registry first.
            hub.remove(this);
            return;
        }
        loop.pump();
    }

    /** What every frame of the client has to pass. */
    public FrameGuard guard() {
        return guard;
    }

    @Override
    public void pinged(byte[] payload) {
        if (!closed.get()) {
            pongs.pinged(payload);
        }
    }

    @Override
    public void violated(FrameViolation violation) {
        // More may be on the way, and the close frame must not be lost because of it.
        talking();
        close(Goodbye.of(violation));
    }

    @Override
    public void talking() {
        heartbeats.heard(nanoTime.getAsLong());
    }

    /** Carries out one message of the client, or answers why not. Whatever goes wrong in it ends this session and no other. */
    public void receive(String text, long now) {
        heartbeats.heard(now);
        if (closed.get()) {
            return;
        }
        try {
            carryOut(text, now);
        } catch (Throwable mistake) {
            fail(mistake);
        }
    }

    /** Something of ours has failed, which the connection does not outlive. */
    public void fail(Throwable mistake) {
        failure = mistake;
        close(Goodbye.FAILED);
    }

    private void carryOut(String text, long now) {
        switch (commandLimit.check(now)) {
            case ALLOWED -> commands.carryOut(text);
            case REFUSED -> refuse(Refusal.tooFast(text, settings.commands()));
            case REFUSED_AGAIN -> refuseAgain(text);
            case ABUSED -> close(Goodbye.LIMITS_ABUSED);
        }
    }

    /** The client answered a ping. */
    public void heard(long now) {
        heartbeats.heard(now);
    }

    /**
     * The recurring step, about once a second: keeps the connection alive and ends it if the client is gone or stuck.
     *
     * @return whether there will be something to do again
     */
    boolean watch(long now) {
        if (closed.get()) {
            return !farewell.isSaid(now);
        }
        guard.check();
        long sending = loop.sendingFor(now);
        if (connection.isGone()) {
            close(Goodbye.BROKEN);
        } else if (sending > settings.sendDeadline().toNanos()) {
            close(Goodbye.TOO_SLOW);
        } else if (heartbeats.isSilent(now)) {
            close(Goodbye.SILENT);
        } else if (sending == 0) {
            if (heartbeats.pingIsDue(now)) {
                connection.ping();
            }
            if (dialect == Dialect.PLAIN ? heartbeats.messageIsDue(now) : heartbeats.signIsDue(now)) {
                answer(List.of(() -> new OutgoingText(MessageCodec.PING)));
            }
            if (isSomethingWaiting(now)) {
                loop.pump();
            }
        }
        return true;
    }

    /** Whatever was signalled and lost on the way is found by this. */
    private boolean isSomethingWaiting(long now) {
        return answers.size() > 0 || cursors.isBehind()
                || dialect == Dialect.V1 && (news.isFeedUnknown() || news.recoveryIsDue(now));
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void changed() {
        loop.pump();
    }

    @Override
    public void stateChanged(Subscription subscription) {
        commands.stateChanged(subscription);
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isOpen() {
        return !closed.get();
    }

    /** Why the server has ended the session; empty if it has not. */
    Optional<Goodbye> ending() {
        return Optional.ofNullable(ending);
    }

    /** What has failed on our side and ended the session; empty if nothing has. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void sendingFailed(Throwable why) {
        close(why == failure ? Goodbye.FAILED : Goodbye.BROKEN);
    }

    /** Ends the session and tells the client why. */
    void close(Goodbye goodbye) {
        if (end(goodbye)) {
            farewell.say(goodbye, nanoTime.getAsLong());
        }
    }

    /** The connection has closed, for whatever reason: nothing of the session stays behind. */
    public void closed() {
        end(null);
        guard.end();
        farewell.forget();
    }

    private boolean end(Goodbye reason) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        ending = reason;
        try {
            loop.stop();
            answers.clear();
            cursors.close();
            hub.remove(this);
        } finally {
            onClosed.accept(this);
        }
        return true;
    }

    /** Tells the client why a command of its was not carried out. */
    void refuse(Refusal refusal) {
        answer(List.of(() -> new OutgoingText(MessageCodec.error(dialect, refusal))));
    }

    private void refuseAgain(String text) {
        // Who floods gets fewer refusals than commands, so that refusing is not what fills the queue.
        if (answers.size() < Answers.MAX / 2) {
            refuse(Refusal.tooFast(text, settings.commands()));
        }
    }

    /** Sends the client these texts in a row, once those before them are sent; one that does not read them is closed. */
    void answer(List<Supplier<OutgoingText>> texts) {
        if (answers.offer(texts)) {
            loop.pump();
        } else {
            close(Goodbye.TOO_SLOW);
        }
    }

    private Optional<OutgoingText> next() {
        try {
            return build();
        } catch (Throwable mistake) {
            failure = mistake;
            throw mistake;
        }
    }

    /** What to send now: answers in their order, then news, then trades. Called by the send loop only. */
    private Optional<OutgoingText> build() {
        Optional<OutgoingText> next = answers.poll().map(Supplier::get)
                .or(() -> dialect == Dialect.V1 ? news.next().map(OutgoingText::new) : Optional.empty())
                .or(() -> cursors.nextBehind().map(cursor -> MessageCodec.trades(cursor.take(), dialect)));
        if (next.isPresent()) {
            heartbeats.sent();
        }
        return next;
    }
}
