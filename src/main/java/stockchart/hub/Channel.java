package stockchart.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stockchart.tape.GapLog;
import stockchart.tape.Tape;

/**
 * One symbol with its tape, its viewers, and its gaps.
 *
 * <p>Viewers and idle time are <b>guarded</b> by the lock of {@link Subscriptions}; routing reads the immutable list of viewers
 * without it. Pacing is <b>guarded</b> by the channel's own monitor, a few lines at a time.
 */
final class Channel {
    /** What to do about appended trades. */
    enum Release { NOW, LATER, ALREADY_WAITING }

    private final Tape tape;
    private final GapLog gaps;
    private volatile List<Subscription> viewers = List.of();
    /** The number of viewers per address. Guarded by the lock. */
    private final Map<String, Integer> addresses = new HashMap<>();
    /** Guarded by the lock. */
    private final Claim claim = new Claim();
    private long idleSince;
    /** Guarded by the lock. */
    private boolean wasWatched;
    /**
     * Requests that the viewers be signalled; null before the channel has a dispatcher. Written before the channel is visible to
     * other threads.
     */
    private Runnable signal;
    /**
     * How often Finnhub has reported that it does not carry the symbol. Written under the lock, read without it, as is the next
     * field.
     */
    private volatile int refusals;
    private volatile Subscription.State state = Subscription.State.WAITING;
    /** Written under the lock, read without it, as is the next field. */
    private volatile Tier tier = new Tier(Tier.Kind.WAITING, 0, 0, Optional.of(Tier.Why.LIMIT));
    /** Whether another node is about to give the symbol a slot: until then clients see it as if it had one. */
    private volatile boolean isExpectingSlot;
    /** Whether the leading node has decided about it, while this one mirrors. Guarded by the lock, as is the next field. */
    private boolean isDecided;
    /** Whether its trades come through a cluster's log. */
    private boolean isFollowed;
    /** Whether the symbol counts as mute or closed, so that a trade of the feed changes its tier. */
    private volatile boolean isInactive;
    /** When the feed last sent a trade; written by the thread that publishes. */
    private volatile long lastTrade;
    private volatile boolean hasTraded;
    /** In milliseconds, 0 if it is not polled. Guarded by the lock, as is the next field. */
    private long pollEvery;
    private boolean hadSlot;
    /** Whether candles from before the tape may still come, and until when clients wait for them. */
    private volatile boolean awaitsPast;
    private long pastDue;
    private final Gcra pacing = new Gcra();
    private boolean waits;
    /** What the configured pace would have done. <b>Confined</b> to the lane, as is the next field. */
    private final Gcra asConfigured = new Gcra();
    private boolean wouldWait;

    /** @param now the monotonic clock, nanoseconds */
    Channel(Tape tape, GapLog gaps, long now) {
        this.tape = tape;
        this.gaps = gaps;
        this.idleSince = now;
    }

    Tape tape() {
        return tape;
    }

    GapLog gaps() {
        return gaps;
    }

    CandleSource.Recording recording() {
        return new CandleSource.Recording(tape, gaps);
    }

    /** Candles from before the tape may come. Called before other threads see the channel. */
    void awaitPast(long until) {
        pastDue = until;
        awaitsPast = true;
    }

    boolean awaitsPast(long now) {
        return awaitsPast && now - pastDue < 0;
    }

    /** All that was known from before the tape is on it, or does not come soon. */
    void pastIsKnown() {
        awaitsPast = false;
        signal.run();
    }

    List<Subscription> viewers() {
        return viewers;
    }

    /** How many viewers are clients of this server, and not of other nodes of its cluster. */
    int ownViewers() {
        return (int) viewers.stream().filter(viewer -> !viewer.subscriber().isRemote()).count();
    }

    /** The addresses from which it is watched. */
    Set<String> addresses() {
        return addresses.keySet();
    }

    /** Guarded by the lock. */
    Claim claim() {
        return claim;
    }

    boolean has(Subscription subscription) {
        return viewers.contains(subscription);
    }

    /** Adds a viewer and returns whether it is the first of its address. */
    boolean add(Subscription subscription) {
        wasWatched = true;
        viewers = Stream.concat(viewers.stream(), Stream.of(subscription)).toList();
        return addresses.merge(subscription.subscriber().address(), 1, Integer::sum) == 1;
    }

    /** Removes a viewer and returns whether it was the last one. */
    boolean remove(Subscription subscription, long now) {
        List<Subscription> before = viewers;
        viewers = before.stream().filter(viewer -> viewer != subscription).toList();
        if (viewers.size() < before.size()) {
            addresses.computeIfPresent(subscription.subscriber().address(), (same, count) -> count == 1 ? null : count - 1);
        }
        idleSince = now;
        return viewers.isEmpty() && !before.isEmpty();
    }

    /** Removes all viewers and returns them. */
    List<Subscription> removeAll(long now) {
        List<Subscription> before = viewers;
        viewers = List.of();
        addresses.clear();
        idleSince = now;
        return before;
    }

    /** The state of the subscriptions to this symbol, as clients see it. */
    Subscription.State state() {
        return isExpectingSlot ? Subscription.State.STREAMED : state;
    }

    /** The state that was decided. */
    Subscription.State ownState() {
        return state;
    }

    /** The leading node is expected to give it a slot, or is not any more. */
    void expectSlot(boolean now) {
        isExpectingSlot = now;
    }

    boolean isDecided() {
        return isDecided;
    }

    void decided(boolean now) {
        isDecided = now;
    }

    boolean isFollowed() {
        return isFollowed;
    }

    /** Its trades come through a cluster's log from now on, or do not any more. */
    void followed(boolean now) {
        isFollowed = now;
    }

    boolean hasSlot() {
        return state == Subscription.State.STREAMED;
    }

    /** Called under the lock. {@code REFUSED} counts as one more refusal. */
    void setState(Subscription.State next) {
        if (next == Subscription.State.REFUSED) {
            refusals++;
        }
        hadSlot |= next == Subscription.State.STREAMED;
        state = next;
    }

    /** Returns whether nothing can be known of the symbol: it never had a slot or a price, and no client watches it. */
    boolean isUnused() {
        return !hadSlot && !isFollowed && viewers.isEmpty() && tape.isEmpty();
    }

    int refusals() {
        return refusals;
    }

    /** How prices come, as clients see it. */
    Tier tier() {
        return isExpectingSlot ? Tier.STREAMED : tier;
    }

    /** How prices come, as was decided. */
    Tier ownTier() {
        return tier;
    }

    void tier(Tier next) {
        tier = next;
    }

    long pollEvery() {
        return pollEvery;
    }

    void pollEvery(long millis) {
        pollEvery = millis;
    }

    /** The feed has sent trades. Returns whether the symbol counted as inactive, so that its tier may change. */
    boolean tradeReceived(long now) {
        lastTrade = now;
        hasTraded = true;
        return isInactive;
    }

    void setInactive(boolean now) {
        isInactive = now;
    }

    /** When the last viewer left; while there are viewers, when the feed last sent a trade. */
    long unusedSince() {
        return viewers.isEmpty() ? idleSince : silentSince();
    }

    /** When the feed last sent a trade since it has carried the symbol, or when it began to. */
    long silentSince() {
        long slot = claim.slotSince();
        return hasTraded && lastTrade - slot > 0 ? lastTrade : slot;
    }

    /** Returns whether there is a viewer or has been one. */
    boolean wasWatched() {
        return wasWatched;
    }

    /** When the last viewer left, or it began without one, on the monotonic clock in nanoseconds; meaningless while there is one. */
    long idleSince() {
        return idleSince;
    }

    /** Returns what to do about trades just appended: release them now, when the channel is due, or nothing more. */
    synchronized Release grew(long now, long interval) {
        if (pacing.take(now, interval)) {
            return Release.NOW;
        }
        if (waits) {
            return Release.ALREADY_WAITING;
        }
        waits = true;
        return Release.LATER;
    }

    /**
     * Called by the sweep: returns whether a release is due, or has come meanwhile because the next trade was not early; then the
     * channel no longer waits.
     */
    synchronized boolean swept(long now, long interval) {
        if (!tape.hasUnreleased() || pacing.take(now, interval)) {
            waits = false;
            return true;
        }
        return false;
    }

    /** When a channel that waits is released. */
    synchronized long due(long interval) {
        return pacing.due(interval);
    }

    /** The channel could not be queued for the sweep after all. */
    synchronized void notQueued() {
        waits = false;
    }

    /** Called for each signal: returns whether the configured interval would have merged it into another that waits. */
    boolean isExtra(long now, long configured) {
        long due = asConfigured.due(configured);
        if (wouldWait && now - due >= 0) {
            wouldWait = !asConfigured.take(due, configured);
        }
        boolean merged = wouldWait;
        wouldWait |= !asConfigured.take(now, configured);
        return merged;
    }

    void onRelease(Runnable asksForSignal) {
        signal = asksForSignal;
    }

    /** Has the viewers signalled: the tape has begun another series. */
    void restarted() {
        signal.run();
    }

    /** Makes appended trades visible and has the viewers signalled, if there is anything new. */
    void release() {
        if (tape.release()) {
            signal.run();
        }
    }
}
