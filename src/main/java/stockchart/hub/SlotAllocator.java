package stockchart.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stockchart.hub.Claim.Rank;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.TokenBucket;
import stockchart.tape.GapLog.Gap;

/**
 * Decides which symbols the feed carries, never more than it may. A symbol keeps its slot while it is wanted and alive. It gives
 * the slot up only if another one waits, and then in this order: a symbol whose last viewer has left, one of hidden pages only, one
 * whose market is closed, one that the feed brings nothing of, a watchlist row if a chart waits; of equals the one longest without
 * a trade. When none of these gives way, an address that holds more than its share gives up one slot.
 *
 * <p>Also keeps each symbol's {@link Tier}, and notes in each symbol's gaps when it is not recorded: with neither a slot nor
 * quotes, or while the feed is not live.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds.
 */
final class SlotAllocator {
    /** After Finnhub has refused a symbol, this long no more symbols are given slots than it then carried. */
    static final long REFUSAL_KEPT = TimeUnit.SECONDS.toNanos(30);
    /** So many slots change hands at once, */
    static final int MOVES = 20;
    /** and then so many a second: each costs Finnhub two commands, and clients that come and go must not make it many. */
    static final int MOVES_PER_SECOND = 1;

    private final int configured;
    private final long linger;
    /** How many symbols the feed has been found to carry, if that is less than configured. */
    private int found = Integer.MAX_VALUE;
    /** How many it carried when it last refused one; for a while, because the refusal alone does not say what is possible. */
    private int carriedAtRefusal = Integer.MAX_VALUE;
    private long refusedAt;
    /** Written under the lock, read without it. */
    private volatile long version;
    /** In the order in which they got their slots. */
    private final Map<Symbol, Channel> carried = new LinkedHashMap<>();
    private final WaitingLine line;
    private final AddressShares shares = new AddressShares();
    private final TokenBucket moves;
    /** Watched symbols that Finnhub does not carry. */
    private final Set<Channel> refused = new LinkedHashSet<>();
    /** Symbols that lost their slots without a single trade, the earliest first. */
    private final Map<Symbol, Channel> untraded = new LinkedHashMap<>();
    /** Those whose tier has changed since they were last taken. */
    private final Set<Channel> retiered = new LinkedHashSet<>();
    /** How long each symbol that has got a slot had waited, in nanoseconds, since they were last taken. */
    private final List<Long> waits = new ArrayList<>();
    private FeedStatus.State feedState;
    private long arrivals;

    SlotAllocator(SubscriptionSettings settings, FeedStatus.State feed, long now) {
        this.refusedAt = now;
        this.moves = new TokenBucket(MOVES, MOVES_PER_SECOND, now);
        this.configured = settings.slots();
        this.linger = settings.linger().toNanos();
        this.line = new WaitingLine(settings.waiting());
        this.feedState = feed;
    }

    /** The feed has changed to this state: what it brought before says nothing of what it brings now. */
    void feedIs(FeedStatus.State feed) {
        boolean isNew = feed != feedState;
        feedState = feed;
        if (isNew) {
            carriedAtRefusal = Integer.MAX_VALUE;
        }
        for (Channel channel : carried.values()) {
            if (isNew) {
                channel.claim().quotes().beginAnew();
            }
            noteGap(channel);
        }
    }

    /** Says whether a symbol can get a slot or a place in the line. */
    boolean admits(Channel channel, long now) {
        return hasSlot(channel) || line.contains(channel) || channel.state() == State.REFUSED || line.hasRoom()
                || carried.size() < total(now);
    }

    /**
     * The symbol that leaves a full line so that another one may wait: the last one, if the other one has a better rank; or one of
     * an address that has more in line than that of the other one.
     */
    Optional<Channel> toLeave(Subscription.Role wanting, String address) {
        return line.last().filter(last -> Rank.of(wanting).compareTo(last.claim().rank()) < 0).or(() -> line.surplusFor(address));
    }

    /** The viewers of a symbol that waits or was refused leave it. */
    List<Subscription> expel(Channel channel, long now) {
        line.remove(channel);
        refused.remove(channel);
        channel.become(State.WAITING);
        List<Subscription> ended = channel.removeAll(now);
        ended.forEach(viewer -> channel.claim().leave(viewer.role()));
        pollEvery(channel, 0);
        return ended;
    }

    /** Adds a viewer to a channel; a symbol that has no slot then waits. */
    void join(Channel channel, Subscription subscription, long now) {
        arrivals++;
        channel.claim().join(subscription.role(), arrivals, now);
        boolean isFirstOfAddress = channel.add(subscription);
        String address = subscription.subscriber().address();
        if (hasSlot(channel)) {
            if (isFirstOfAddress) {
                shares.gain(address);
            }
        } else if (channel.state() == State.REFUSED) {
            refused.add(channel);
            retier(channel, 0);
            noteGap(channel);
        } else if (line.contains(channel)) {
            if (isFirstOfAddress) {
                line.shares().gain(address);
            }
            line.put(channel);
        } else {
            line.put(channel);
        }
    }

    /** What a viewer wants the symbol for has changed. */
    void changeRole(Subscription subscription, Subscription.Role role) {
        Channel channel = subscription.channel();
        if (role != subscription.role()) {
            channel.claim().change(subscription.role(), role);
            subscription.role(role);
            rerank(channel);
        }
    }

    /** Removes a viewer from its channel. */
    void leave(Subscription subscription, long now) {
        Channel channel = subscription.channel();
        if (!channel.has(subscription)) {
            return;
        }
        boolean isLast = channel.remove(subscription, now);
        channel.claim().leave(subscription.role());
        String address = subscription.subscriber().address();
        boolean isLastOfAddress = !channel.addresses().contains(address);
        if (hasSlot(channel)) {
            if (isLastOfAddress) {
                shares.lose(address);
            }
            if (isLast && linger == 0) {
                free(channel, State.WAITING, now);
            }
        } else if (line.contains(channel)) {
            if (isLastOfAddress) {
                line.shares().lose(address);
            }
            if (isLast) {
                line.remove(channel);
            } else {
                line.put(channel);
            }
        }
        if (isLast && !hasSlot(channel)) {
            refused.remove(channel);
            pollEvery(channel, 0);
        }
    }

    /**
     * The feed refuses one more symbol than it carries: the symbol loses its slot and waits. If it carries less than half of what is
     * configured, the refusal has another cause on Finnhub's side, which must not keep other symbols out.
     */
    void refusedForLimit(Symbol symbol, long now) {
        Channel channel = carried.get(symbol);
        if (channel == null) {
            return;
        }
        free(channel, State.WAITING, now);
        if (carried.size() * 2 >= configured) {
            carriedAtRefusal = carried.size();
            refusedAt = now;
        } else {
            channel.claim().holdBack(now);
        }
    }

    /** Finnhub does not carry a symbol: it loses its slot and does not wait for another one. Empty if it has none. */
    Optional<Channel> notCarried(Symbol symbol, long now) {
        Optional<Channel> refused = Optional.ofNullable(carried.get(symbol));
        refused.ifPresent(channel -> free(channel, State.REFUSED, now));
        return refused;
    }

    /** A symbol that Finnhub did not carry some minutes ago may have a slot again. */
    void allowAgain(Channel channel) {
        if (channel.state() == State.REFUSED && !hasSlot(channel)) {
            channel.become(State.WAITING);
            if (refused.remove(channel)) {
                line.put(channel);
                retier(channel, 0);
            }
        }
    }

    /** The symbol may not have a slot for now; it leaves the line. */
    void forbid(Channel channel) {
        if (channel.state() != State.REFUSED && !hasSlot(channel)) {
            line.remove(channel);
            channel.become(State.REFUSED);
            retier(channel, 0);
            if (!channel.viewers().isEmpty()) {
                refused.add(channel);
            }
        }
    }

    private void rerank(Channel channel) {
        if (line.contains(channel)) {
            line.put(channel);
        }
        retier(channel, channel.tier().position());
    }

    /** The feed has brought a trade of a symbol that was thought to bring none. */
    void heard(Channel channel) {
        channel.claim().heard();
        judged(channel);
    }

    /** What the feed is known to bring of a symbol may have changed. */
    void judged(Channel channel) {
        channel.asleep(channel.claim().asleep().isPresent());
        rerank(channel);
    }

    /** Frees the slots whose linger is over. */
    void endLingers(long now) {
        carried.values().stream().filter(channel -> channel.viewers().isEmpty() && now - channel.idleSince() >= linger).toList()
                .forEach(channel -> free(channel, State.WAITING, now));
    }

    /**
     * Gives slots to the symbols that wait, as far as slots are free or others give way, and numbers the places in line. To be
     * called after every change, before the lock is released.
     */
    void allocate(long now) {
        boolean hasMoved = true;
        while (hasMoved) {
            Optional<Channel> next = next(now);
            if (next.isPresent() && carried.size() < total(now)) {
                take(next.get(), now);
            } else {
                // Several may have to if the feed was found to carry fewer symbols than have slots.
                hasMoved = next.isPresent() && (giveWay(next.get().claim().rank(), now) || share(now));
            }
        }
        int position = 0;
        for (Channel channel : line.inOrder()) {
            position++;
            if (channel.tier().position() != position) {
                retier(channel, position);
                noteGap(channel);
            }
        }
    }

    /** The symbol that gets the next slot. */
    private Optional<Channel> next(long now) {
        return line.inOrder().stream().filter(channel -> !channel.claim().isHeldBack(now)).findFirst();
    }

    /** Frees the slot of the symbol that deserves it least, if that is one of a worse rank. */
    private boolean giveWay(Rank waiting, long now) {
        Optional<Channel> least = carried.values().stream().filter(channel -> channel.claim().givesWayTo(waiting, now))
                .max(Comparator.comparing((Channel channel) -> channel.claim().rank())
                        .thenComparing(channel -> now - channel.unusedSince()));
        boolean isMoved = least.isPresent() && moves.take(now);
        if (isMoved) {
            giveUp(least.get(), now);
        }
        return isMoved;
    }

    /** Moves one slot from an address that holds more than its share to one that holds fewer, and says whether there was one. */
    private boolean share(long now) {
        int most = shares.most();
        Set<String> asked = new HashSet<>();
        for (Channel waiting : line.inOrder()) {
            for (String address : waiting.addresses()) {
                if (!waiting.claim().isHeldBack(now) && shares.of(address) + 1 < most && asked.add(address)) {
                    Rank rank = waiting.claim().rank();
                    Optional<Channel> surplus = shares.surplus(carried.values(), held -> mayShare(held, rank, now), address);
                    if (surplus.isPresent() && moves.take(now)) {
                        giveUp(surplus.get(), now);
                        if (carried.size() < total(now)) {
                            take(waiting, now);
                        }
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean mayShare(Channel held, Rank waiting, long now) {
        return held.claim().rank().compareTo(waiting) >= 0 && held.claim().mayGiveWay(now);
    }

    private void giveUp(Channel channel, long now) {
        channel.claim().giveWay(now);
        free(channel, State.WAITING, now);
    }

    private void take(Channel channel, long now) {
        line.remove(channel);
        carried.put(channel.tape().symbol(), channel);
        version++;
        shares.gain(channel);
        untraded.remove(channel.tape().symbol());
        waits.add(now - channel.claim().waitingSince());
        channel.claim().slotTaken(now);
        channel.become(State.STREAMED);
        channel.pollEvery(0);
        retier(channel, 0);
        noteGap(channel);
    }

    private void free(Channel channel, State next, long now) {
        Symbol symbol = channel.tape().symbol();
        carried.remove(symbol);
        version++;
        shares.lose(channel);
        channel.claim().slotLost(now);
        channel.become(next);
        if (channel.tape().isEmpty()) {
            untraded.put(symbol, channel);
        }
        if (!channel.viewers().isEmpty()) {
            if (next == State.REFUSED) {
                refused.add(channel);
            } else {
                line.put(channel);
            }
        }
        retier(channel, 0);
        noteGap(channel);
    }

    private boolean hasSlot(Channel channel) {
        return channel.state() == State.STREAMED;
    }

    /** Sets how often a symbol is polled, in milliseconds; 0 if it is not. */
    void pollEvery(Channel channel, long millis) {
        channel.pollEvery(millis);
        retier(channel, line.contains(channel) ? channel.tier().position() : 0);
        noteGap(channel);
    }

    /** Brings a symbol's tier up to date. */
    private void retier(Channel channel, int position) {
        Tier next = tier(channel, position);
        Tier before = channel.tier();
        if (!next.equals(before)) {
            channel.tier(next);
            if (!next.isLike(before)) {
                retiered.add(channel);
            }
        }
    }

    private Tier tier(Channel channel, int position) {
        boolean hasSlot = hasSlot(channel);
        Optional<Tier.Why> asleep = channel.claim().asleep();
        long every = channel.pollEvery();
        if (hasSlot && (asleep.isEmpty() || every == 0)) {
            return Tier.STREAMED;
        }
        Tier.Why why = channel.state() == State.REFUSED ? Tier.Why.REFUSED : asleep.orElse(Tier.Why.LIMIT);
        return new Tier(every > 0 ? Tier.Kind.POLLED : Tier.Kind.WAITING, position, every, Optional.of(why));
    }

    private void noteGap(Channel channel) {
        channel.gaps().note(hasSlot(channel) ? feedState.gapCause()
                : channel.pollEvery() > 0 ? Optional.empty() : Optional.of(Gap.Cause.UNRECORDED));
    }

    /** Returns the symbols whose viewers do not know yet that prices come in another way, or for another reason. */
    List<Channel> takeRetiered() {
        List<Channel> taken = List.copyOf(retiered);
        retiered.clear();
        return taken;
    }

    /** How many slots there are; fewer than configured while the feed is known to carry fewer. */
    int total(long now) {
        int most = Math.min(configured, found);
        return now - refusedAt < REFUSAL_KEPT ? Math.min(most, carriedAtRefusal) : most;
    }

    int configured() {
        return configured;
    }

    HubStats.SlotUse use(long now) {
        Map<Rank, Integer> ranks = new EnumMap<>(Rank.class);
        carried.values().forEach(channel -> ranks.merge(channel.claim().rank(), 1, Integer::sum));
        int polled = (int) Stream.concat(carried.values().stream(), line.inOrder().stream())
                .filter(channel -> channel.tier().kind() == Tier.Kind.POLLED).count();
        int mute = (int) Stream.concat(carried.values().stream(), line.inOrder().stream())
                .filter(channel -> channel.claim().asleep().filter(Tier.Why.MUTE::equals).isPresent()).count();
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (Rank rank : Rank.values()) {
            uses.put(rank.word(), ranks.getOrDefault(rank, 0));
        }
        return new HubStats.SlotUse(total(now), uses, line.size(), polled, mute);
    }

    /** The feed carries at most this many symbols, as far as is known. Those carried stay: the feed reports which it refuses. */
    void carryAtMost(int most) {
        found = most;
    }

    /** Changes whenever the set of carried symbols does. May be read without the lock. */
    long version() {
        return version;
    }

    Set<Symbol> symbols() {
        return new LinkedHashSet<>(carried.keySet());
    }

    /** The channels that have a slot, in the order in which they got it; a view. */
    Collection<Channel> carried() {
        return carried.values();
    }

    /** The watched symbols that Finnhub does not carry; a view. */
    Collection<Channel> refused() {
        return refused;
    }

    WaitingLine line() {
        return line;
    }

    List<Long> takeWaits() {
        List<Long> taken = List.copyOf(waits);
        waits.clear();
        return taken;
    }

    Map<Symbol, Integer> viewers() {
        Map<Symbol, Integer> viewers = new LinkedHashMap<>();
        carried.forEach((symbol, channel) -> viewers.put(symbol, channel.viewers().size()));
        return viewers;
    }

    /**
     * The unwatched channel that is least likely to be missed: one that was never traded, whose name may be made up, the longest
     * without a slot first; otherwise the one whose last viewer left first.
     */
    Optional<Channel> leastMissed(Iterable<Channel> among, long now) {
        untraded.values().removeIf(channel -> !channel.tape().isEmpty());
        return untraded.values().stream().filter(channel -> channel.viewers().isEmpty()).findFirst()
                .or(() -> longestIdle(among, now));
    }

    /** A channel is dropped. */
    void forget(Channel channel, long now) {
        if (hasSlot(channel)) {
            free(channel, State.WAITING, now);
        }
        untraded.remove(channel.tape().symbol());
        retiered.remove(channel);
    }

    /** Of the unwatched channels, the one whose last viewer left first. */
    private static Optional<Channel> longestIdle(Iterable<Channel> among, long now) {
        List<Channel> idle = new ArrayList<>();
        among.forEach(channel -> {
            if (channel.viewers().isEmpty()) {
                idle.add(channel);
            }
        });
        return idle.stream().max(Comparator.comparingLong(channel -> now - channel.idleSince()));
    }
}
