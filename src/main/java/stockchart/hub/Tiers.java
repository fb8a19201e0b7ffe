package stockchart.hub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stockchart.hub.Subscription.State;
import stockchart.tape.GapLog.Gap;

/**
 * Keeps each symbol's {@link Tier} up to date, and notes in each symbol's gaps when it is not recorded: with neither a slot nor
 * quotes, or while the feed is not live.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the symbols there are.
 */
final class Tiers {
    /** Those whose tier has changed since they were last taken. */
    private final Set<Channel> changed = new LinkedHashSet<>();
    private FeedStatus.State feed;

    Tiers(FeedStatus.State feed) {
        this.feed = feed;
    }

    FeedStatus.State feed() {
        return feed;
    }

    /**
     * The feed's state has changed, and with it the gaps of the symbols that have a slot.
     *
     * @param since on the monotonic clock, nanoseconds
     */
    void feedChanged(FeedStatus.State next, Iterable<Channel> carried, long since) {
        feed = next;
        carried.forEach(channel -> channel.gaps().note(cause(channel), since));
    }

    /** The viewers of a symbol see another tier, although nothing else has changed. */
    void signal(Channel channel) {
        changed.add(channel);
    }

    /** A symbol has got, lost or been denied a slot, or is polled at another interval: brings its tier and its gaps up to date. */
    void update(Channel channel, int position) {
        retier(channel, position);
        noteGap(channel);
    }

    /** As {@link #update}, for what does not change whether the symbol is recorded. */
    void retier(Channel channel, int position) {
        Tier next = tier(channel, position);
        Tier before = channel.ownTier();
        if (!next.equals(before)) {
            channel.tier(next);
            if (!next.isLike(before)) {
                changed.add(channel);
            }
        }
    }

    /** Returns the symbols whose viewers have not been signalled yet that prices come in another way, or for another reason. */
    List<Channel> takeChanged() {
        List<Channel> taken = List.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** A channel is dropped. */
    void forget(Channel channel) {
        changed.remove(channel);
    }

    private static Tier tier(Channel channel, int position) {
        Optional<Tier.Why> inactivity = channel.claim().inactivity();
        long every = channel.pollEvery();
        if (channel.hasSlot() && (inactivity.isEmpty() || every == 0)) {
            return Tier.STREAMED;
        }
        Tier.Why why = channel.state() == State.REFUSED ? Tier.Why.REFUSED : inactivity.orElse(Tier.Why.LIMIT);
        return new Tier(every > 0 ? Tier.Kind.POLLED : Tier.Kind.WAITING, position, every, Optional.of(why));
    }

    private void noteGap(Channel channel) {
        channel.gaps().note(cause(channel));
    }

    private Optional<Gap.Cause> cause(Channel channel) {
        return channel.hasSlot() ? feed.gapCause()
                : channel.pollEvery() > 0 ? Optional.empty() : Optional.of(Gap.Cause.UNRECORDED);
    }
}
