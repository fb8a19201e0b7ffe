package stockchart.hub;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stockchart.hub.Polling.Candidate;
import stockchart.hub.Subscription.Role;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/**
 * Decides which symbols need quotes, and what a quote means: a price to show, a symbol that the feed is mute about, or one whose
 * market is closed.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds, unless stated
 * otherwise.
 */
final class QuoteIntake {
    /** The quote of a symbol with a slot is compared after this time without a trade. */
    static final long SILENT = TimeUnit.SECONDS.toNanos(30);
    private static final long CHECK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final SlotAllocator slots;
    private final Clock clock;
    private final Set<Channel> polled = new HashSet<>();
    private Predicate<Symbol> isClosed = symbol -> false;
    private boolean hasChecked;
    private long checkedAt;

    QuoteIntake(SlotAllocator slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    void setClosedCheck(Predicate<Symbol> check) {
        isClosed = check;
    }

    /** Those in line first, then those that the feed sends no trades of, then those that are silent. */
    List<Candidate> candidates(long now) {
        List<Candidate> candidates = new ArrayList<>();
        List<Candidate> checks = new ArrayList<>();
        slots.line().inOrder().forEach(channel -> add(candidates, channel, false));
        slots.refused().forEach(channel -> add(candidates, channel, false));
        for (Channel channel : slots.table().channels()) {
            if (channel.claim().inactivity().isPresent()) {
                add(candidates, channel, false);
            } else if (now - channel.silentSince() >= SILENT) {
                add(checks, channel, true);
            }
        }
        candidates.addAll(checks);
        return candidates;
    }

    private static void add(List<Candidate> candidates, Channel channel, boolean isCheck) {
        if (!channel.viewers().isEmpty() && channel.claim().role() != Role.HIDDEN) {
            candidates.add(new Candidate(channel.tape().symbol(), channel.claim().role(), isCheck));
        }
    }

    /** Symbols that another node had polled are this one's to poll, or not. */
    void takeOver(Stream<Channel> all) {
        all.filter(channel -> channel.pollEvery() > 0).forEach(polled::add);
    }

    /** @param intervals in milliseconds */
    void setPollIntervals(Map<Symbol, Long> intervals, Channels channels) {
        Set<Channel> before = Set.copyOf(polled);
        polled.clear();
        intervals.forEach((symbol, millis) -> {
            Channel channel = channels.get(symbol);
            boolean needsQuotes = channel != null && !channel.viewers().isEmpty()
                    && (!channel.hasSlot() || channel.claim().inactivity().isPresent());
            if (needsQuotes) {
                slots.pollEvery(channel, millis);
                polled.add(channel);
            }
        });
        before.stream().filter(channel -> !polled.contains(channel)).forEach(channel -> slots.pollEvery(channel, 0));
    }

    /**
     * Takes a quote and returns whether it is a price to show.
     *
     * @param time of the quote, in milliseconds since 1970-01-01 UTC
     * @param isLive whether the feed could have brought a trade
     */
    boolean take(Channel channel, double price, long time, boolean isLive, long now) {
        if (!new Trade(price, time, 0).isPlausible(clock.millis())) {
            // Its time orders nothing.
            return false;
        }
        Claim claim = channel.claim();
        boolean hasSlot = channel.hasSlot();
        if (!hasSlot || !isLive) {
            claim.quotes().restart();
        }
        claim.quotes().note(time, channel.silentSince());
        if (hasSlot && claim.quotes().isMute()) {
            claim.setMute(now);
        }
        checkClosed(channel, now);
        // A quote that was compared while the symbol had a slot is a price as well once it is needed, even if it is still the same.
        boolean isLater = channel.tape().last().map(last -> last.time() < time || last.time() == time && last.price() != price)
                .orElse(true);
        boolean needsQuotes = !channel.viewers().isEmpty() && (!hasSlot || claim.inactivity().isPresent());
        return isLater && needsQuotes;
    }

    /** Looks once a second which symbols' markets are closed. */
    void checkClosed(long now) {
        if (hasChecked && now - checkedAt < CHECK_EVERY) {
            return;
        }
        hasChecked = true;
        checkedAt = now;
        slots.wanted().toList().forEach(channel -> checkClosed(channel, now));
    }

    private void checkClosed(Channel channel, long now) {
        Claim claim = channel.claim();
        claim.expireMute(now);
        claim.setClosed(isQuiet(channel) && isClosed.test(channel.tape().symbol()));
        slots.activityChanged(channel);
    }

    /** Whether the last price known is some minutes old. */
    private boolean isQuiet(Channel channel) {
        long quoted = channel.claim().quotes().time();
        long last = Math.max(quoted, channel.tape().last().map(trade -> trade.time()).orElse(Long.MIN_VALUE));
        return last != Long.MIN_VALUE && clock.millis() - last >= Claim.CLOSED_AFTER_MILLIS;
    }
}
