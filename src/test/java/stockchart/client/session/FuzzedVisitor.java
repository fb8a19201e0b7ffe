package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.ErrorReply;
import stockchart.client.protocol.PlainCommand;
import stockchart.client.session.CheckingClient.Due;
import stockchart.client.session.CommandExecutor.CommandLimit;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.testing.ManualClock;
import stockchart.text.VisibleText;

/** One session with the client at its other end, and a naive model of what the session owes it. Confined to the test's thread. */
final class FuzzedVisitor {
    private static final int COMMANDS = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final int limit;
    private final ManualClock clock;
    private final CheckingClient client;
    private final CommandLimit commandLimit;
    private final ClientSession session;
    private final Set<String> held = new HashSet<>();
    /** Whether there is a reason for the server to close the connection. */
    private boolean mayBeClosed;
    private int timesClosed;
    /** Since when a send has been in flight, on the monotonic clock. */
    private long inFlightSince;

    FuzzedVisitor(Dialect dialect, int limit, Subscriptions registry, ManualClock clock) {
        this.dialect = dialect;
        this.limit = limit;
        this.clock = clock;
        this.client = new CheckingClient(dialect);
        this.commandLimit = new CommandLimit(COMMANDS, clock.nanoTime());
        this.session = new ClientSession(client, dialect, "", registry, new ClientSettings(limit, COMMANDS, DEADLINE),
                clock::nanoTime, closed -> closed());
        session.open();
    }

    /** The symbols the session should be watching. */
    Set<String> held() {
        return held;
    }

    /** Sends a message, whose answer is due from now on. */
    void say(String text) {
        if (timesClosed == 0) {
            expectAnswer(text);
        }
        session.receive(text, clock.nanoTime());
        client.violations.verify();
        noteFlight();
    }

    /** The recurring step; the client has answered its ping before. */
    void watch() {
        noteFlight();
        mayBeClosed |= client.inFlight != null && clock.nanoTime() - inFlightSince > DEADLINE.toNanos();
        session.pongReceived(clock.nanoTime());
        session.watch(clock.nanoTime());
        client.violations.verify();
        noteFlight();
    }

    /** From now on nothing is taken, or everything again. */
    void stall(boolean stalled) {
        client.stalled = stalled;
        if (!stalled) {
            client.end(Optional.empty());
        }
    }

    /** The send in flight ends. */
    void takeOne(boolean fails) {
        mayBeClosed |= fails && client.inFlight != null;
        client.end(fails ? Optional.of(new IOException("broken")) : Optional.empty());
        client.violations.verify();
        noteFlight();
    }

    /** The connection closes from the client's side, if it is still open. */
    void leave() {
        mayBeClosed = true;
        session.closed();
        client.violations.verify();
        assertEquals(1, timesClosed);
        if (client.closeReason == null) {
            client.closeReason = CloseReason.SHUTDOWN;
        }
    }

    /** Nothing is due any more, and the last trade of each symbol was sent. */
    void assertUpToDate(Map<String, Long> traded, Set<String> carried) {
        if (timesClosed > 0) {
            return;
        }
        assertEquals(List.of(), List.copyOf(client.due));
        for (String symbol : held) {
            if (dialect == Dialect.V1) {
                assertEquals(traded.get(symbol), client.place(symbol).orElseThrow());
                assertEquals(carried.contains(symbol) ? "streamed" : "waiting", client.tier(symbol));
            } else {
                assertTrue(carried.contains(symbol) || client.wasSentWaiting(symbol), symbol + " waits, and the client does not know");
                client.place(symbol).ifPresent(last -> assertTrue(last <= traded.get(symbol)));
            }
        }
    }

    private void expectAnswer(String text) {
        switch (commandLimit.check(clock.nanoTime())) {
            case ALLOWED -> expectCarriedOut(PlainCommand.read(text, dialect));
            case REFUSED -> expect(Due.error(ErrorReply.Code.TOO_FAST, null));
            case REFUSED_AGAIN -> {
                if (client.unanswered() < Outbox.MAX_REPLIES / 2) {
                    expect(Due.error(ErrorReply.Code.TOO_FAST, null));
                }
            }
            case ABUSED -> mayBeClosed = true;
        }
    }

    private void expectCarriedOut(PlainCommand command) {
        String symbol = command.symbol();
        switch (command.kind()) {
            case HEARTBEAT -> { }
            case BAD -> expect(Due.error(ErrorReply.Code.BAD_MESSAGE, null));
            case SUBSCRIBE -> {
                Optional<ErrorReply.Code> refusal = refusal(symbol);
                if (refusal.isPresent()) {
                    expect(Due.error(refusal.get(), VisibleText.of(symbol)));
                } else {
                    held.add(symbol);
                    expectOfV1(Due.of("subscribed", symbol, command.after()));
                    command.candles().forEach(asked -> client.due.add(Due.candles(symbol, asked)));
                }
            }
            case UNSUBSCRIBE -> {
                if (Symbol.isWellFormed(symbol)) {
                    held.remove(symbol);
                    expectOfV1(Due.of("unsubscribed", symbol, Optional.empty()));
                } else {
                    expect(Due.error(ErrorReply.Code.UNKNOWN_SYMBOL, VisibleText.of(symbol)));
                }
            }
        }
    }

    private Optional<ErrorReply.Code> refusal(String symbol) {
        if (!Symbol.isWellFormed(symbol)) {
            return Optional.of(ErrorReply.Code.UNKNOWN_SYMBOL);
        }
        if (held.size() >= limit && !held.contains(symbol)) {
            return Optional.of(ErrorReply.Code.CLIENT_LIMIT);
        }
        return Optional.empty();
    }

    private void expectOfV1(Due due) {
        if (dialect == Dialect.V1) {
            expect(due);
        }
    }

    private void expect(Due due) {
        mayBeClosed |= client.unanswered() >= Outbox.MAX_REPLIES;
        client.due.add(due);
    }

    private void noteFlight() {
        if (client.inFlight == null) {
            inFlightSince = clock.nanoTime();
        }
    }

    private void closed() {
        assertTrue(mayBeClosed, "closed without a reason");
        timesClosed++;
        held.clear();
    }
}
