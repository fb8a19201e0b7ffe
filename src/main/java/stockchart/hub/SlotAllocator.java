package stockchart.hub;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stockchart.hub.Claim.Rank;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;

/**
 * Decides which symbols the feed carries, never more than it may: takes part in every change of a symbol's viewers and of what
 * the feed carries. A symbol keeps its slot while it is wanted and alive, and gives it up only if another one waits.
 *
 * <p>{@link SlotTable} has the symbols with a slot, {@link WaitingLine} those that wait for one. {@link SlotLimit} knows how many
 * slots there are, {@link SlotTurnover} which symbol gives way, and {@link Tiers} what follows for each symbol's tier and gaps.
 * To viewers, a slot that {@link UnwatchedRecording} uses is as good as free.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds.
 */
final class SlotAllocator {
    private final long linger;
    private final SlotLimit limit;
    private final SlotTable table = new SlotTable();
    private final WaitingLine line;
    private final Tiers tiers;
    private final EvictionOrder eviction;
    private final SlotTurnover turnover;
    private final UnwatchedRecording recording;
    /** Watched symbols that Finnhub does not carry. */
    private final Set<Channel> refused = new LinkedHashSet<>();
    private long arrivals;
    /** Whether the hub of another node decides, and this one mirrors. */
    private boolean isMirror;

    SlotAllocator(SubscriptionSettings settings, EvictionOrder eviction, FeedStatus.State feed, long now) {
        this.limit = new SlotLimit(settings.slots(), now);
        this.line = new WaitingLine(settings.waiting());
        this.tiers = new Tiers(feed);
        this.eviction = eviction;
        this.turnover = new SlotTurnover(table, line, now);
        this.recording = new UnwatchedRecording(table, limit, now);
        this.linger = settings.linger().toNanos();
    }

    /** The feed's present state: if it has changed, trades received before it are no evidence for the time after it. */
    void feedChanged(FeedStatus.State feed, long since) {
        if (feed != tiers.feed()) {
            limit.forgetRefusal();
            table.channels().forEach(channel -> channel.claim().quotes().restart());
        }
        tiers.feedChanged(feed, table.channels(), since);
    }

    /** Sets whether another hub decides; from when it does not, this one decides with what it has mirrored. */
    void mirrorOnly(boolean now) {
        isMirror = now;
        if (!now) {
            limit.carryAtMost(Integer.MAX_VALUE);
            wanted().toList().forEach(channel -> {
                channel.claim().unmirror();
                rerank(channel);
            });
        }
    }

    /** What was decided elsewhere about a symbol. */
    void mirror(Channel channel, SlotDecision decision, long now) {
        channel.claim().mirror(Rank.ofWord(decision.use()), decision.inactivity(), now);
        channel.setInactive(decision.inactivity().isPresent());
        if (decision.state() == State.STREAMED) {
            if (!channel.hasSlot()) {
                take(channel, now);
            }
        } else if (channel.hasSlot()) {
            free(channel, decision.state(), now);
        } else if (decision.state() == State.REFUSED) {
            forbid(channel);
        } else {
            allowAgain(channel);
        }
        if (channel.hasSlot() && channel.claim().rank() == Rank.RECORDED) {
            recording.add(channel);
        } else {
            recording.remove(channel);
        }
        if (line.contains(channel)) {
            line.put(channel);
        }
        pollEvery(channel, decision.every(), decision.position());
    }

    /** Nothing is decided about a symbol any more: it has no slot. */
    void unmirror(Channel channel, long now) {
        channel.claim().unmirror();
        if (channel.hasSlot()) {
            free(channel, State.WAITING, now);
        }
        allowAgain(channel);
        if (line.contains(channel)) {
            line.put(channel);
        }
        pollEvery(channel, 0, 0);
    }

    /** These waited in this order elsewhere, and do so here. */
    void arriveAgain(List<Channel> inOrder) {
        for (Channel channel : inOrder) {
            arrivals++;
            channel.claim().arrived(arrivals);
            if (line.contains(channel)) {
                line.put(channel);
            }
        }
    }

    /** Returns whether so many symbols more would get slots. */
    boolean hasRoomFor(int more, long now) {
        return table.size() - recording.size() + more < limit.total(now);
    }

    /** Returns whether a symbol can get a slot or a place in the line. */
    boolean admits(Channel channel, long now) {
        return channel.hasSlot() || line.contains(channel) || channel.state() == State.REFUSED || line.hasRoom()
                || table.size() - recording.size() < limit.total(now);
    }

    /**
     * The symbol that leaves a full line so that another one may wait: the last one, if the other one has a better rank; or one of
     * an address that has more in line than that of the other one.
     */
    Optional<Channel> evictedFor(Subscription.Role wanting, String address) {
        return line.last().filter(last -> Rank.of(wanting).compareTo(last.claim().rank()) < 0).or(() -> line.surplusFor(address));
    }

    /** The viewers of a symbol that waits or was refused leave it. */
    List<Subscription> expel(Channel channel, long now) {
        line.remove(channel);
        refused.remove(channel);
        channel.setState(State.WAITING);
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
        if (channel.hasSlot()) {
            recording.remove(channel);
            if (isFirstOfAddress) {
                table.shares().gain(address);
            }
        } else if (channel.state() == State.REFUSED) {
            refused.add(channel);
            tiers.update(channel, 0);
        } else if (line.contains(channel)) {
            if (isFirstOfAddress) {
                line.shares().gain(address);
            }
            line.put(channel);
        } else {
            line.put(channel);
        }
    }

    /** The role for which a viewer watches the symbol has changed. */
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
        if (channel.hasSlot()) {
            if (isLastOfAddress) {
                table.shares().lose(address);
            }
            if (isLast && linger == 0 && !isMirror) {
                endLinger(channel, now);
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
        if (isLast && !channel.hasSlot()) {
            refused.remove(channel);
            pollEvery(channel, 0);
        }
    }

    /**
     * The feed refuses one more symbol than it carries: the symbol loses its slot and waits. If it has viewers, and others are
     * carried without any, one of those goes too, because Finnhub may carry far fewer symbols than configured.
     */
    void refusedForLimit(Symbol symbol, long now) {
        table.get(symbol).ifPresent(channel -> {
            boolean isWatched = !channel.viewers().isEmpty();
            boolean isUnwatched = recording.contains(channel);
            free(channel, State.WAITING, now);
            boolean isLimit = limit.refusedBeyond(table.size(), now);
            recording.refusedBeyond(table.size(), now);
            if (isWatched && recording.size() > 0) {
                freeLastRecorded(now);
            } else if (!isLimit && !isUnwatched) {
                channel.claim().holdBack(now);
            }
        });
    }

    /**
     * Finnhub does not carry a symbol: it loses its slot and does not wait for another one. Empty if it has none, or if it had no
     * viewers and was only recorded: that no client needs to learn.
     */
    Optional<Channel> notCarried(Symbol symbol, long now) {
        Optional<Channel> denied = table.get(symbol);
        recording.holdBack(symbol, now);
        boolean isUnwatched = denied.filter(recording::contains).isPresent();
        denied.ifPresent(channel -> free(channel, isUnwatched ? State.WAITING : State.REFUSED, now));
        return denied.filter(channel -> !isUnwatched);
    }

    /** A symbol that Finnhub did not carry some minutes ago may have a slot again. */
    void allowAgain(Channel channel) {
        if (channel.state() == State.REFUSED && !channel.hasSlot()) {
            channel.setState(State.WAITING);
            if (refused.remove(channel)) {
                line.put(channel);
                tiers.retier(channel, 0);
            }
        }
    }

    /** The symbol may not have a slot for now; it leaves the line. */
    void forbid(Channel channel) {
        if (channel.state() != State.REFUSED && !channel.hasSlot()) {
            line.remove(channel);
            channel.setState(State.REFUSED);
            tiers.retier(channel, 0);
            if (!channel.viewers().isEmpty()) {
                refused.add(channel);
            }
        }
    }

    private void rerank(Channel channel) {
        if (line.contains(channel)) {
            line.put(channel);
        }
        tiers.retier(channel, channel.ownTier().position());
    }

    /** The feed has sent a trade of a symbol that counted as inactive. */
    void tradeReceived(Channel channel) {
        channel.claim().tradeReceived();
        activityChanged(channel);
    }

    /** What the feed is known to bring of a symbol may have changed. */
    void activityChanged(Channel channel) {
        channel.setInactive(channel.claim().inactivity().isPresent());
        rerank(channel);
    }

    /** Frees the slots whose linger is over, but for those that are to be recorded. */
    void endLingers(long now) {
        if (isMirror) {
            return;
        }
        table.idleFor(linger, now).forEach(channel -> endLinger(channel, now));
    }

    private void endLinger(Channel channel, long now) {
        if (recording.wants(channel)) {
            recording.add(channel);
            recording.surplus(now).ifPresent(surplus -> free(surplus, State.WAITING, now));
        } else {
            free(channel, State.WAITING, now);
        }
    }

    /**
     * The next step towards the list of symbols that are recorded without viewers: one may lose its slot, and one be to get one.
     *
     * @param mayBegin whether a symbol has no viewers and was not refused
     */
    Optional<Symbol> nextToRecord(Predicate<Symbol> mayBegin, long now) {
        if (isMirror) {
            return Optional.empty();
        }
        boolean isTime = tiers.feed() == FeedStatus.State.LIVE && line.size() == 0;
        UnwatchedRecording.Step step = recording.next(symbol -> isTime && mayBegin.test(symbol), now);
        step.ends().ifPresent(channel -> free(channel, State.WAITING, now));
        return step.begins();
    }

    /** Gives a free slot to a symbol without viewers. */
    void record(Channel channel, long now) {
        recording.add(channel);
        take(channel, now);
    }

    private void freeLastRecorded(long now) {
        recording.last().ifPresent(channel -> free(channel, State.WAITING, now));
    }

    /**
     * Gives slots to the symbols that wait, as far as slots are free or others give way, and numbers the places in line. To be
     * called after every change, before the lock is released.
     */
    void allocate(long now) {
        if (isMirror) {
            return;
        }
        boolean hasMoved = true;
        while (hasMoved) {
            Optional<Channel> next = turnover.next(now);
            if (next.isPresent() && hasFreeSlot(now)) {
                take(next.get(), now);
            } else if (next.isPresent() && recording.size() > 0) {
                // No token is taken for it: these began one a second at most.
                freeLastRecorded(now);
            } else {
                // Several may have to give way if the feed was found to carry fewer symbols than have slots.
                Optional<SlotTurnover.Move> move = next.flatMap(first -> turnover.move(first, now));
                move.ifPresent(one -> move(one, now));
                hasMoved = move.isPresent();
            }
        }
        int position = 0;
        for (Channel channel : line.inOrder()) {
            position++;
            if (channel.ownTier().position() != position) {
                tiers.update(channel, position);
            }
        }
    }

    private boolean hasFreeSlot(long now) {
        return table.size() < limit.total(now);
    }

    private void move(SlotTurnover.Move move, long now) {
        move.from().claim().giveWay(now);
        free(move.from(), State.WAITING, now);
        if (hasFreeSlot(now)) {
            take(move.to(), now);
        }
    }

    private void take(Channel channel, long now) {
        line.remove(channel);
        table.add(channel, now);
        eviction.slotTaken(channel);
        channel.pollEvery(0);
        tiers.update(channel, 0);
    }

    private void free(Channel channel, State next, long now) {
        table.remove(channel, next, now);
        recording.remove(channel);
        eviction.slotLost(channel);
        if (!channel.viewers().isEmpty()) {
            if (next == State.REFUSED) {
                refused.add(channel);
            } else {
                line.put(channel);
            }
        }
        tiers.update(channel, 0);
    }

    /** Sets how often a symbol is polled, in milliseconds; 0 if it is not. */
    void pollEvery(Channel channel, long millis) {
        pollEvery(channel, millis, line.contains(channel) ? channel.ownTier().position() : 0);
    }

    private void pollEvery(Channel channel, long millis, int position) {
        channel.pollEvery(millis);
        tiers.update(channel, position);
    }

    /** A channel is dropped. */
    void forget(Channel channel, long now) {
        if (channel.hasSlot()) {
            free(channel, State.WAITING, now);
        }
        tiers.forget(channel);
    }

    HubStats.SlotUse use(long now) {
        int polled = count(channel -> channel.ownTier().kind() == Tier.Kind.POLLED);
        int mute = count(channel -> channel.claim().inactivity().filter(Tier.Why.MUTE::equals).isPresent());
        return new HubStats.SlotUse(limit.total(now), table.uses(), line.size(), polled, mute);
    }

    /** How many of the symbols that have a slot or wait for one are so. */
    private int count(Predicate<Channel> condition) {
        return (int) wanted().filter(condition).count();
    }

    /** The symbols that have a slot, then those that wait for one. */
    Stream<Channel> wanted() {
        return Stream.concat(table.channels().stream(), line.inOrder().stream());
    }

    /** How many slots there are. */
    SlotLimit limit() {
        return limit;
    }

    /** The symbols that have a slot. */
    SlotTable table() {
        return table;
    }

    WaitingLine line() {
        return line;
    }

    /** Which symbols are recorded without viewers. */
    UnwatchedRecording recording() {
        return recording;
    }

    /** The watched symbols that Finnhub does not carry; a view. */
    Collection<Channel> refused() {
        return refused;
    }

    Tiers tiers() {
        return tiers;
    }
}
