package stockchart.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import stockchart.testing.Dice;
import stockchart.testing.MarketTruth;
import stockchart.testing.MarketTruth.Row;

/**
 * Finnhub in virtual time, with the faults it is known for: each connection starts with no symbol, carries so many, and sends
 * trades of those it carries only. It insists on one connection at a time. Confined to the test's thread.
 */
public final class FinnhubModel implements FeedDialer {
    /** How a handshake goes. */
    public enum Handshake {
        GOOD, REFUSED, FAILED, SLOW,
        /** Something of ours breaks. */
        BROKEN,
        /** It does not return for longer than any handshake may take; interrupted, it fails, or succeeds too late. */
        HANGING
    }

    private static final int SLOW_MILLIS = 30_000;
    private static final int HANGING_MILLIS = 100_000;

    final Dice dice;
    final LongSupplier millis;
    final MarketTruth truth;
    /** Of all connections ever made: old ones may still call back. */
    private final List<FinnhubModelLink> links = new ArrayList<>();
    private long lastPrice;
    /** What comes next; set by the one who makes the faults. */
    public Handshake handshake = Handshake.GOOD;
    /** The most symbols one connection carries. */
    public int limit;
    /** How long an error over the limit may be under way at most, beside other messages. */
    public int errorMillis;
    /** Whether each message comes three times. */
    public boolean tripled;
    /** Whether sends to Finnhub may fail or never end. */
    public boolean sendsInTrouble;
    /** Lets a step of time pass while a handshake hangs. */
    public Runnable time;
    private boolean hangs;
    private boolean calm;
    /** How many trades the feed has taken. */
    LongSupplier tradesTaken;

    public FinnhubModel(Dice dice, LongSupplier millis, MarketTruth truth) {
        this.dice = dice;
        this.millis = millis;
        this.truth = truth;
    }

    /** Nothing goes wrong any more, and what was stuck flows. */
    public void calmDown() {
        calm = true;
        links.forEach(FinnhubModelLink::flow);
    }

    /** How long the next handshake takes, whatever its end. */
    public int handshakeMillis() {
        return handshake == Handshake.SLOW ? SLOW_MILLIS : dice.between(20, 300);
    }

    @Override
    public FeedDialer.Link dial(Listener listener) throws IOException {
        switch (handshake) {
            case REFUSED -> throw new FeedDialer.KeyRefusedException(401);
            case FAILED -> throw new IOException("HTTP " + dice.pick(List.of(429, 503, 524)));
            case BROKEN -> throw dice.chance(0.5) ? new OutOfMemoryError("as the test wants")
                    : new NoClassDefFoundError("as the test wants");
            case HANGING -> hang();
            case GOOD, SLOW -> { }
        }
        FinnhubModelLink link = new FinnhubModelLink(this, listener);
        links.add(link);
        if (!Thread.currentThread().isInterrupted()) {
            truth.violations.check(this::verifyOneConnection);
        }
        if (!calm && dice.chance(0.1)) {
            link.speakAtOnce();
        }
        return link;
    }

    private void hang() throws IOException {
        if (hangs) {
            return;
        }
        hangs = true;
        long end = millis.getAsLong() + dice.between(1, HANGING_MILLIS);
        while (!Thread.currentThread().isInterrupted() && !calm && millis.getAsLong() < end) {
            time.run();
        }
        hangs = false;
        // If it returns nevertheless, the feed closes the unused connection at once.
        if (Thread.currentThread().isInterrupted() && dice.chance(0.5)) {
            throw new IOException("Interrupted, as a hanging handshake should be");
        }
    }

    /** Fails if more than one connection is open: from Finnhub's accepting it until one of the two sides ends it. */
    public void verifyOneConnection() {
        long open = links.stream().filter(FinnhubModelLink::isOpen).count();
        if (open > 1) {
            throw new AssertionError(open + " connections are open at once");
        }
    }

    /** The connection over which prices may flow. */
    public Optional<FinnhubModelLink> flowing() {
        return links.stream().filter(FinnhubModelLink::isFlowing).findAny();
    }

    /** Returns whether prices may flow over a connection that the feed will keep. */
    public boolean isConnected() {
        return flowing().filter(link -> !link.isGivenUp()).isPresent();
    }

    /** The connection as Finnhub sees it. */
    public Optional<FinnhubModelLink> open() {
        return links.stream().filter(FinnhubModelLink::isOpen).findAny();
    }

    /** The symbols Finnhub carries now. */
    public Set<String> carried() {
        return open().map(FinnhubModelLink::carried).orElse(Set.of());
    }

    /** Delivers what is due. */
    public void step() {
        for (int i = 0; i < links.size(); i++) {
            links.get(i).step();
        }
    }

    /** Some of the carried symbols are traded. */
    public void trade(int most) {
        flowing().ifPresent(link -> {
            List<String> carried = List.copyOf(link.carried());
            if (!carried.isEmpty()) {
                List<Row> rows = new ArrayList<>();
                for (int left = dice.between(1, most); left > 0; left--) {
                    lastPrice++;
                    rows.add(new Row(dice.pick(carried), lastPrice));
                }
                link.say(text(rows), rows);
            }
        });
    }

    /** Something that is no message, or none that is known. */
    public void talkNonsense() {
        String nonsense = dice.pick(List.of("", "{", "[]", "null", "{\"type\":\"trade\"}", "{\"type\":\"news\",\"data\":[]}",
                "{\"data\":[{\"p\":0},7,{\"p\":1,\"s\":\"/\",\"t\":1,\"v\":1}],\"type\":\"trade\"}", "\u0000\uffff", "[".repeat(2_000),
                "{\"type\":\"error\",\"msg\":\"An error of Finnhub's own\"}"));
        flowing().ifPresent(link -> link.say(nonsense, List.of()));
    }

    /** Times are in any order: it is the order of arrival that counts. */
    private String text(List<Row> rows) {
        StringBuilder text = new StringBuilder("{\"data\":[");
        for (Row row : rows) {
            text.append("{\"p\":").append(row.price()).append(",\"s\":\"").append(row.symbol()).append("\",\"t\":")
                    .append(millis.getAsLong() - dice.below(3_000)).append(",\"v\":1},");
        }
        text.setLength(text.length() - 1);
        return text.append("],\"type\":\"trade\"}").toString();
    }
}
