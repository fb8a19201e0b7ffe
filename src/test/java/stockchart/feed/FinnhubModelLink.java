package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import stockchart.testing.Dice;
import stockchart.testing.MarketTruth.Row;

/** One connection to the {@link FinnhubModel}: both what the feed holds of it and what Finnhub makes of it. */
public final class FinnhubModelLink implements FeedDialer.Link {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String OVER_LIMIT = "{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}";
    private static final int PING_MILLIS = 4_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final FinnhubModel finnhub;
    private final FeedDialer.Listener listener;
    private final Dice dice;
    private final Set<String> carried = new LinkedHashSet<>();
    private final Queue<Frame> underWay = new ArrayDeque<>();
    private long lastDue;
    /** The last trades delivered, null before the first. */
    private Frame latest;
    private long nextPing;
    private boolean dropped;
    /** Whether what the feed sends still seems to be taken after Finnhub is gone. */
    private boolean swallows;
    private boolean closedByFeed;
    /** A send has failed, so the feed has given the connection up, whatever still comes. */
    private boolean givenUp;
    /** The feed was notified of the end; no further call follows. */
    private boolean endSignalled;
    private long endDue = NEVER;
    private long stalledUntil;
    /** The end of the send in flight, null if none is. */
    private Consumer<Optional<Throwable>> sending;
    private Optional<Throwable> outcome = Optional.empty();
    /** What has been sent and has not arrived; empty if all has. */
    private String command = "";
    private long sendingEnds;

    FinnhubModelLink(FinnhubModel finnhub, FeedDialer.Listener listener) {
        this.finnhub = finnhub;
        this.listener = listener;
        this.dice = finnhub.dice.fork();
        this.nextPing = now() + PING_MILLIS;
    }

    /** Returns whether neither side has ended it. */
    public boolean isOpen() {
        return !dropped && !closedByFeed;
    }

    /** Returns whether it is open and not stalled. */
    public boolean isFlowing() {
        return isOpen() && now() >= stalledUntil;
    }

    /** Returns whether the feed has found out that it cannot be used. */
    boolean isGivenUp() {
        return givenUp;
    }

    Set<String> carried() {
        return carried;
    }

    /** Finnhub is gone without a close frame; the feed may be notified later, or never. */
    public void drop(Optional<Integer> signalledAfterMillis) {
        dropped = true;
        endDue = signalledAfterMillis.map(after -> now() + after).orElse(NEVER);
    }

    /** Finnhub is gone without a close frame, the connection stays open, and what the feed sends is taken and lost. */
    public void freeze() {
        drop(Optional.empty());
        swallows = true;
    }

    /** Nothing is sent or accepted for a while, although the connection stays open. */
    public void stall(int forMillis) {
        stalledUntil = now() + forMillis;
    }

    /** What was stuck flows again. */
    void flow() {
        stalledUntil = 0;
        if (sending != null && isOpen()) {
            outcome = Optional.empty();
            sendingEnds = now();
        }
    }

    /** Something arrives before the handshake is reported: a ping, or already the end. */
    void speakAtOnce() {
        if (dice.chance(0.5)) {
            listener.received(PING);
        } else {
            dropped = true;
            signalEnd();
        }
    }

    /** Sends a message to the feed; it arrives in its turn. */
    void say(String text, List<Row> rows) {
        lastDue = Math.max(lastDue, now() + dice.below(150));
        Frame frame = new Frame(lastDue, text, rows);
        for (int times = finnhub.tripled ? 3 : 1; times > 0; times--) {
            underWay.add(frame);
        }
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        finnhub.truth.violations.check(() -> assertNull(sending, "Two sends at once on one connection: " + text));
        if (finnhub.sendsInTrouble && dice.chance(0.1)) {
            givenUp = true;
            throw new NoClassDefFoundError("as the test wants");
        }
        sending = done;
        command = text;
        outcome = Optional.empty();
        sendingEnds = dropped && !swallows ? NEVER : Math.max(now(), stalledUntil) + dice.below(60);
        if (finnhub.sendsInTrouble && dice.chance(0.2)) {
            outcome = Optional.of(new IOException("Broken pipe, as the test wants"));
            sendingEnds = dice.chance(0.5) ? now() + dice.below(500) : NEVER;
        }
        if (isFlowing() && dice.chance(0.5)) {
            take();
            if (outcome.isEmpty()) {
                endSend();
            }
        }
    }

    @Override
    public void ping() {
        // Answered by the other side's engine; of no interest to Finnhub.
        if (finnhub.sendsInTrouble && dice.chance(0.3)) {
            givenUp = true;
            throw new OutOfMemoryError("as the test wants");
        }
    }

    @Override
    public void close() {
        closedByFeed = true;
        underWay.removeIf(frame -> dice.chance(0.5));
        if (!endSignalled) {
            endDue = now() + dice.below(40_000);
        }
        if (sending != null) {
            outcome = Optional.of(new IOException("Closed"));
            sendingEnds = Math.min(sendingEnds, now() + dice.below(2_000));
        }
        if (finnhub.sendsInTrouble && dice.chance(0.3)) {
            throw new NoClassDefFoundError("as the test wants");
        }
    }

    void step() {
        if (sending != null && now() >= sendingEnds) {
            endSend();
        }
        if (isFlowing() && now() >= nextPing) {
            nextPing = now() + PING_MILLIS;
            say(PING, List.of());
        }
        // Frames still under way when the feed closes are late callbacks of an old connection.
        while (!underWay.isEmpty() && underWay.peek().due <= now() && !endSignalled && now() >= stalledUntil) {
            deliver(underWay.remove());
        }
        if (now() >= endDue) {
            signalEnd();
        }
    }

    private void deliver(Frame frame) {
        if (dropped && !closedByFeed) {
            return;
        }
        long before = finnhub.tradesTaken.getAsLong();
        boolean inUse = !closedByFeed && !givenUp;
        listener.received(frame.text);
        if (finnhub.tradesTaken.getAsLong() != before) {
            finnhub.truth.received(frame.rows);
            assertTrue(inUse, "trades taken over a connection that was given up");
        } else {
            // A message sent again may be taken for a duplicate.
            assertTrue(!inUse || frame.rows.isEmpty() || frame == latest, () -> "not taken: " + frame.text);
        }
        latest = frame.rows.isEmpty() ? latest : frame;
    }

    private void signalEnd() {
        endDue = NEVER;
        if (!endSignalled) {
            endSignalled = true;
            listener.closed("code 1006");
        }
    }

    private void endSend() {
        if (outcome.isEmpty()) {
            take();
        }
        Consumer<Optional<Throwable>> done = sending;
        sending = null;
        givenUp |= outcome.isPresent();
        done.accept(outcome);
    }

    private void take() {
        if (!command.isEmpty() && isOpen()) {
            carry(command);
        }
        command = "";
    }

    private void carry(String text) {
        String symbol = text.replaceFirst(".*\"symbol\":\"", "").replaceFirst("\".*", "");
        if (text.contains("\"unsubscribe\"")) {
            carried.remove(symbol);
        } else if (carried.size() < finnhub.limit) {
            carried.add(symbol);
        } else if (!carried.contains(symbol)) {
            lastDue = Math.max(lastDue, now() + dice.below(finnhub.errorMillis + 1));
            say(OVER_LIMIT, List.of());
        }
    }

    private long now() {
        return finnhub.millis.getAsLong();
    }

    private record Frame(long due, String text, List<Row> rows) {}
}
