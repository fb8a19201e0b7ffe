package stockchart.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;

/**
 * This server as a node of a cluster: mirrors the decisions of the leading hub, or, while this one leads, has the clients of the
 * other nodes take part in its own decisions.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by what is decided about, and by the wishes of the nodes. Times
 * are of the monotonic clock, in nanoseconds.
 */
final class SlotMirror {
    /** So long a symbol that should get a slot counts as if it had one; the leading node decides within a part of a second. */
    static final long EXPECTED = TimeUnit.SECONDS.toNanos(2);

    private final Channels channels;
    private final SlotAllocator slots;
    private final SubscriptionTable table;
    /** Until when each is expected to get a slot. */
    private final Map<Channel, Long> expected = new HashMap<>();
    private final Map<RemoteClients, Map<Symbol, Subscription>> remote = new HashMap<>();
    private boolean isMirroring;

    /** The clients of another node at one address. Compared by value; immutable. */
    private record RemoteClients(String node, String address) implements Subscriber {
        @Override
        public boolean isRemote() {
            return true;
        }

        @Override
        public void changed() {
            // They get trades from their own node.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            // Their node mirrors it.
        }
    }

    SlotMirror(Channels channels, SlotAllocator slots, SubscriptionTable table) {
        this.channels = channels;
        this.slots = slots;
        this.table = table;
    }

    /** Whether another hub decides. */
    boolean isMirroring() {
        return isMirroring;
    }

    /** Another hub decides from now on. */
    void follow() {
        isMirroring = true;
        // Whatever the leading hub does not name is none of its decisions.
        Stream.concat(slots.wanted(), slots.refused().stream()).forEach(channel -> channel.decided(true));
        slots.mirrorOnly(true);
        List.copyOf(remote.keySet()).forEach(table::remove);
        remote.clear();
    }

    /** This hub decides from now on, for the clients of the other nodes too, and begins with what it has mirrored. */
    void lead(Map<String, Map<Symbol, Wish>> wishes, long now) {
        List<Channel> line = channels.stream().filter(channel -> channel.ownTier().position() > 0)
                .sorted(Comparator.comparingInt(channel -> channel.ownTier().position())).toList();
        isMirroring = false;
        expected.keySet().forEach(channel -> channel.expectSlot(false));
        expected.clear();
        slots.mirrorOnly(false);
        remoteWishes(wishes, now);
        slots.arriveAgain(line);
    }

    /** A client has subscribed to a symbol about which nothing is decided yet. Returns whether it was expected to get a slot. */
    boolean expect(Channel channel, long now) {
        boolean isExpected = isMirroring && !channel.hasSlot() && !channel.isDecided() && slots.hasRoomFor(expected.size(), now);
        if (isExpected && !expected.containsKey(channel)) {
            expected.put(channel, now + EXPECTED);
            channel.expectSlot(true);
        }
        return isExpected;
    }

    /** Ends what was expected for too long. */
    void expire(long now) {
        List<Channel> over = expected.keySet().stream().filter(channel -> now - expected.get(channel) >= 0).toList();
        over.forEach(channel -> {
            decided(channel);
            slots.tiers().signal(channel);
        });
    }

    private void decided(Channel channel) {
        if (expected.remove(channel) != null) {
            channel.expectSlot(false);
        }
    }

    /** Applies decisions of the leading hub. */
    void mirror(Slots decided, boolean isAll, long now) {
        slots.limit().carryAtMost(decided.total());
        Set<Symbol> named = new HashSet<>();
        for (SlotDecision decision : decided.decisions()) {
            named.add(decision.symbol());
            Channel channel = channels.getOrAdd(decision.symbol());
            channel.decided(true);
            decided(channel);
            slots.mirror(channel, decision, now);
        }
        if (isAll) {
            channels.stream().filter(channel -> channel.isDecided() && !named.contains(channel.tape().symbol())).toList()
                    .forEach(channel -> forget(channel, now));
        }
    }

    void forget(Symbol symbol, long now) {
        Channel channel = channels.get(symbol);
        if (channel != null) {
            forget(channel, now);
        }
    }

    private void forget(Channel channel, long now) {
        channel.decided(false);
        slots.unmirror(channel, now);
        channels.removeIfUnused(channel);
    }

    Slots decisions(long now) {
        List<SlotDecision> decisions = new ArrayList<>();
        Stream.concat(slots.wanted(), slots.refused().stream()).forEach(channel -> decisions.add(new SlotDecision(
                channel.tape().symbol(), channel.ownState(), channel.claim().rank().word(), channel.claim().inactivity(),
                channel.pollEvery(), channel.ownTier().position())));
        return new Slots(slots.limit().total(now), decisions);
    }

    /** Lets the clients of the other nodes want exactly this. */
    void remoteWishes(Map<String, Map<Symbol, Wish>> wishes, long now) {
        Map<RemoteClients, Map<Symbol, Wish>> wanted = new LinkedHashMap<>();
        wishes.forEach((node, symbols) -> symbols.forEach((symbol, wish) -> wish.addresses().stream().sorted()
                .limit(Wish.MOST_ADDRESSES).forEach(address -> wanted
                        .computeIfAbsent(new RemoteClients(node, address), any -> new LinkedHashMap<>()).put(symbol, wish))));
        for (RemoteClients gone : remote.keySet().stream().filter(known -> !wanted.containsKey(known)).toList()) {
            table.remove(gone);
            remote.remove(gone);
        }
        wanted.forEach((clients, symbols) -> {
            Map<Symbol, Subscription> known = remote.computeIfAbsent(clients, fresh -> {
                table.register(fresh);
                return new HashMap<>();
            });
            for (Symbol symbol : Set.copyOf(known.keySet())) {
                boolean isOver = known.get(symbol).state() == Subscription.State.ENDED;
                if (isOver || !symbols.containsKey(symbol)) {
                    table.leave(known.remove(symbol), now);
                }
            }
            // Also those that had no room before.
            symbols.forEach((symbol, wish) -> {
                Subscription own = known.get(symbol);
                if (own == null || own.role() != wish.role()) {
                    known.put(symbol, table.join(clients, symbol, wish.role(), now));
                }
            });
        });
    }

    /** What the clients of this server want. */
    static Map<Symbol, Wish> wishes(Stream<Channel> watched) {
        Map<Symbol, Wish> wishes = new LinkedHashMap<>();
        watched.forEach(channel -> {
            List<Subscription> own = channel.viewers().stream().filter(viewer -> !viewer.subscriber().isRemote()).toList();
            own.stream().map(Subscription::role).min(Comparator.naturalOrder()).ifPresent(role -> wishes.put(channel.tape().symbol(),
                    new Wish(role, own.stream().map(viewer -> viewer.subscriber().address()).distinct().limit(Wish.MOST_ADDRESSES)
                            .collect(Collectors.toCollection(TreeSet::new)))));
        });
        return wishes;
    }
}
